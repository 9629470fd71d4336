<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>trato::ClientPanel</name>
        <message numerus="yes">
            <source>%1 no-show(s), %2 of all, the last one %3</source>
            <translation>
                <numerusform>%1 no-show, %2 of all, on %3</numerusform>
                <numerusform>%1 no-shows, %2 of all, the last one %3</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::FiguresRow</name>
        <message numerus="yes">
            <source>%1 visit(s) attended</source>
            <translation>
                <numerusform>%1 visit attended</numerusform>
                <numerusform>%1 visits attended</numerusform>
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
        <name>trato::ResourcesRow</name>
        <message numerus="yes">
            <source>of %1 processors</source>
            <translation>
                <numerusform>of %1 processor</numerusform>
                <numerusform>of %1 processors</numerusform>
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
        <message numerus="yes">
            <source>%1 more</source>
            <translation>
                <numerusform>%1 more</numerusform>
                <numerusform>%1 more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) wait</source>
            <translation>
                <numerusform>%1 job waits</numerusform>
                <numerusform>%1 jobs wait</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) failed in the last hour</source>
            <translation>
                <numerusform>%1 job failed in the last hour</numerusform>
                <numerusform>%1 jobs failed in the last hour</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>nobody works on it: %1 wait</source>
            <translation>
                <numerusform>nobody works on it: %1 waits</numerusform>
                <numerusform>nobody works on it: %1 wait</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 client(s)</source>
            <translation>
                <numerusform>%1 client</numerusform>
                <numerusform>%1 clients</numerusform>
            </translation>
        </message>
    </context>
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
        <message numerus="yes">
            <source>%Ln message(s) wait for you to send</source>
            <translation>
                <numerusform>%Ln message waits for you to send</numerusform>
                <numerusform>%Ln messages wait for you to send</numerusform>
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
        <name>trato::DeliveryDialog</name>
        <message numerus="yes">
            <source>%n segment(s)</source>
            <translation>
                <numerusform>%n segment</numerusform>
                <numerusform>%n segments</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::SendDialog</name>
        <message numerus="yes">
            <source>%n SMS segment(s).</source>
            <translation>
                <numerusform>%n SMS segment.</numerusform>
                <numerusform>%n SMS segments.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::TemplatePreview</name>
        <message numerus="yes">
            <source>%n segment(s)</source>
            <translation>
                <numerusform>%n segment</numerusform>
                <numerusform>%n segments</numerusform>
            </translation>
        </message>
    </context>
</TS>
