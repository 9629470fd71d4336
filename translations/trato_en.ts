<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
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
        <name>trato::format</name>
        <message numerus="yes">
            <source>%1 client(s)</source>
            <translation>
                <numerusform>%1 client</numerusform>
                <numerusform>%1 clients</numerusform>
            </translation>
        </message>
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
