<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>trato::AttentionWatch</name>
        <message numerus="yes">
            <source>%Ln message(s) may not have arrived</source>
            <translation>
                <numerusform>%Ln message may not have arrived</numerusform>
                <numerusform>%Ln messages may not have arrived</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln message(s) could not be sent</source>
            <translation>
                <numerusform>%Ln message could not be sent</numerusform>
                <numerusform>%Ln messages could not be sent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::HeaderBar</name>
        <message numerus="yes">
            <source>%Ln thing(s) need attention</source>
            <translation>
                <numerusform>%Ln thing needs attention</numerusform>
                <numerusform>%Ln things need attention</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::JobInspector</name>
        <message numerus="yes">
            <source>its worker was lost %Ln time(s)</source>
            <translation>
                <numerusform>its worker was lost %Ln time</numerusform>
                <numerusform>its worker was lost %Ln times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::MainWindow</name>
        <message numerus="yes">
            <source>%Ln shop(s)</source>
            <translation>
                <numerusform>%Ln shop</numerusform>
                <numerusform>%Ln shops</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::Tray</name>
        <message numerus="yes">
            <source>Trato Console: %Ln thing(s) need attention</source>
            <translation>
                <numerusform>Trato Console: %Ln thing needs attention</numerusform>
                <numerusform>Trato Console: %Ln things need attention</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::format</name>
        <message numerus="yes">
            <source>%1 visit(s)</source>
            <translation>
                <numerusform>%1 visit</numerusform>
                <numerusform>%1 visits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 message(s)</source>
            <translation>
                <numerusform>%1 message</numerusform>
                <numerusform>%1 messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 reminder(s)</source>
            <translation>
                <numerusform>%1 reminder</numerusform>
                <numerusform>%1 reminders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s)</source>
            <translation>
                <numerusform>%1 job</numerusform>
                <numerusform>%1 jobs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) done.</source>
            <translation>
                <numerusform>%1 job done.</numerusform>
                <numerusform>%1 jobs done.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) left as they are:</source>
            <translation>
                <numerusform>%1 job left as they are:</numerusform>
                <numerusform>%1 jobs left as they are:</numerusform>
            </translation>
        </message>
    </context>
</TS>
