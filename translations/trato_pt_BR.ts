<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR">
    <context>
        <name>trato::AssistedList</name>
        <message>
            <source>This message must not go out</source>
            <translation>Esta mensagem não pode sair</translation>
        </message>
        <message>
            <source>This was not recorded</source>
            <translation>Isto não foi registrado</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Aberto</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Na hora</translation>
        </message>
        <message>
            <source>useful for another %1</source>
            <translation>útil por mais %1</translation>
        </message>
        <message>
            <source>Open in WhatsApp</source>
            <translation>Abrir no WhatsApp</translation>
        </message>
    </context>
    <context>
        <name>trato::ImportDialog</name>
        <message>
            <source>Choose another file…</source>
            <translation>Escolher outro arquivo…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Import diary</source>
            <translation>Importar agenda</translation>
        </message>
        <message>
            <source>Importing…</source>
            <translation>Importando…</translation>
        </message>
        <message>
            <source>Drop the exported diary here</source>
            <translation>Solte aqui a agenda exportada</translation>
        </message>
        <message>
            <source>A CSV file from your booking system: with “;” or “,”, in any order of columns, headers in Portuguese or English. Nothing changes before you have seen what it would do.</source>
            <translation>Um arquivo CSV do seu sistema de agendamento: com “;” ou “,”, colunas em qualquer ordem, cabeçalhos em português ou inglês. Nada muda antes de você ver o que aconteceria.</translation>
        </message>
        <message>
            <source>Choose file…</source>
            <translation>Escolher arquivo…</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Novos</translation>
        </message>
        <message>
            <source>Moved</source>
            <translation>Remarcados</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Alterados</translation>
        </message>
        <message>
            <source>Unchanged</source>
            <translation>Iguais</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Ausentes</translation>
        </message>
        <message>
            <source>Bad rows</source>
            <translation>Linhas com erro</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Linha</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Coluna</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>O que está errado</translation>
        </message>
        <message>
            <source>How to fix it</source>
            <translation>Como corrigir</translation>
        </message>
        <message>
            <source>As understood</source>
            <translation>Como foi entendido</translation>
        </message>
        <message>
            <source>Missing in the file</source>
            <translation>Ausentes no arquivo</translation>
        </message>
        <message>
            <source>Choose the exported diary</source>
            <translation>Escolha a agenda exportada</translation>
        </message>
        <message>
            <source>CSV files (*.csv *.txt);;All files (*)</source>
            <translation>Arquivos CSV (*.csv *.txt);;Todos os arquivos (*)</translation>
        </message>
        <message>
            <source>The file is larger than 32 MB.</source>
            <translation>O arquivo tem mais de 32 MB.</translation>
        </message>
        <message>
            <source>Reading the file…</source>
            <translation>Lendo o arquivo…</translation>
        </message>
        <message>
            <source>Comparing with the diary…</source>
            <translation>Comparando com a agenda…</translation>
        </message>
        <message>
            <source>Good rows are imported, bad rows are left out.</source>
            <translation>As linhas boas são importadas, as com erro ficam de fora.</translation>
        </message>
        <message>
            <source>%1 rows · %2 · separator “%3”</source>
            <translation>%1 linhas · %2 · separador “%3”</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 a %2</translation>
        </message>
        <message>
            <source>Bad rows (%1)</source>
            <translation>Linhas com erro (%1)</translation>
        </message>
        <message>
            <source>Missing in the file (%1)</source>
            <translation>Ausentes no arquivo (%1)</translation>
        </message>
        <message>
            <source>Import %1</source>
            <translation>Importar %1</translation>
        </message>
        <message>
            <source>Done: %1 new, %2 moved, %3 changed.</source>
            <translation>Pronto: %1 novos, %2 remarcados, %3 alterados.</translation>
        </message>
    </context>
    <context>
        <name>trato::JobInspector</name>
        <message>
            <source>Show personal data</source>
            <translation>Mostrar dados pessoais</translation>
        </message>
        <message>
            <source>Data of the job</source>
            <translation>Dados do job</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dados</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>No job is chosen</source>
            <translation>Nenhum job escolhido</translation>
        </message>
        <message>
            <source>Choose one above to see what happened to it.</source>
            <translation>Escolha um acima para ver o que aconteceu com ele.</translation>
        </message>
        <message>
            <source>Job %1</source>
            <translation>Job %1</translation>
        </message>
        <message>
            <source>Log %1</source>
            <translation>Registro %1</translation>
        </message>
        <message>
            <source>Errors %1</source>
            <translation>Erros %1</translation>
        </message>
        <message>
            <source>created</source>
            <translation>criado</translation>
        </message>
        <message>
            <source>due</source>
            <translation>na hora</translation>
        </message>
        <message>
            <source>started, try %1 of %2</source>
            <translation>iniciado, tentativa %1 de %2</translation>
        </message>
        <message>
            <source>started by %1, try %2 of %3</source>
            <translation>iniciado por %1, tentativa %2 de %3</translation>
        </message>
        <message numerus="yes">
            <source>its worker was lost %Ln time(s)</source>
            <translation>
                <numerusform>seu worker se perdeu %Ln vez</numerusform>
                <numerusform>seu worker se perdeu %Ln vezes</numerusform>
            </translation>
        </message>
        <message>
            <source>failed: %1</source>
            <translation>falhou: %1</translation>
        </message>
        <message>
            <source>completed</source>
            <translation>concluído</translation>
        </message>
        <message>
            <source>held until %1</source>
            <translation>reservado até %1</translation>
        </message>
        <message>
            <source>last error: %1</source>
            <translation>último erro: %1</translation>
        </message>
        <message>
            <source>Result:</source>
            <translation>Resultado:</translation>
        </message>
        <message>
            <source>Nothing here.</source>
            <translation>Nada aqui.</translation>
        </message>
    </context>
    <context>
        <name>trato::JobTableModel</name>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Assunto</translation>
        </message>
        <message>
            <source>Tries</source>
            <translation>Tent.</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>Erro</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
    </context>
    <context>
        <name>trato::JobsPanel</name>
        <message>
            <source>Jobs</source>
            <translation>Jobs</translation>
        </message>
        <message>
            <source>The jobs were not changed</source>
            <translation>Os jobs não foram alterados</translation>
        </message>
        <message>
            <source>The failed jobs could not be counted</source>
            <translation>Não foi possível contar os jobs com falha</translation>
        </message>
        <message>
            <source>The list changed · show</source>
            <translation>A lista mudou · mostrar</translation>
        </message>
        <message>
            <source>Retry failed</source>
            <translation>Reprocessar falhos</translation>
        </message>
        <message>
            <source>Filter: error, name, id…</source>
            <translation>Filtrar: erro, nome, id…</translation>
        </message>
        <message>
            <source>Filter jobs</source>
            <translation>Filtrar jobs</translation>
        </message>
        <message>
            <source>Retry %1 failed</source>
            <translation>Reprocessar %1 com falha</translation>
        </message>
        <message>
            <source>No job matches</source>
            <translation>Nenhum job encontrado</translation>
        </message>
        <message>
            <source>The filter looks at id, name and error.</source>
            <translation>O filtro olha id, nome e erro.</translation>
        </message>
        <message>
            <source>No jobs in this state</source>
            <translation>Nenhum job nesta situação</translation>
        </message>
        <message>
            <source>Choose another state above.</source>
            <translation>Escolha outra situação acima.</translation>
        </message>
        <message>
            <source>about %1</source>
            <translation>cerca de %1</translation>
        </message>
        <message>
            <source>%1 will be removed for good.</source>
            <translation>%1: remoção definitiva.</translation>
        </message>
        <message>
            <source>%1 will run again.</source>
            <translation>%1: nova execução.</translation>
        </message>
        <message>
            <source>%1 will run now.</source>
            <translation>%1: execução imediata.</translation>
        </message>
        <message>
            <source>Retry failed jobs?</source>
            <translation>Reprocessar jobs com falha?</translation>
        </message>
        <message>
            <source>Exactly %1 of %2 will run again. Jobs that fail later are not touched.</source>
            <translation>Serão reprocessados exatamente %1 de %2. Jobs que falharem depois não são tocados.</translation>
        </message>
        <message>
            <source>Retry %1</source>
            <translation>Reprocessar %1</translation>
        </message>
    </context>
    <context>
        <name>trato::MainWindow</name>
        <message>
            <source>Overview</source>
            <translation>Visão geral</translation>
        </message>
        <message>
            <source>Performance</source>
            <translation>Desempenho</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Sistema</translation>
        </message>
        <message>
            <source>Ctrl+%1</source>
            <translation>Ctrl+%1</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Atualizar</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Configurações…</translation>
        </message>
        <message>
            <source>Ctrl+,</source>
            <translation>Ctrl+,</translation>
        </message>
        <message>
            <source>Light theme</source>
            <translation>Tema claro</translation>
        </message>
        <message>
            <source>Dark theme</source>
            <translation>Tema escuro</translation>
        </message>
        <message>
            <source>The engine cannot be reached. What you see is from before; it reconnects by itself.</source>
            <translation>O motor está inacessível. O que você vê é de antes; a conexão volta sozinha.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>and %1 more</source>
            <translation>e mais %1</translation>
        </message>
        <message>
            <source>Import diary…</source>
            <translation>Importar agenda…</translation>
        </message>
        <message>
            <source>Show in System</source>
            <translation>Ver em Sistema</translation>
        </message>
        <message>
            <source>Training: reminders are prepared and recorded, but nothing is sent to your clients.</source>
            <translation>Treino: os lembretes são preparados e registrados, mas nada é enviado aos seus clientes.</translation>
        </message>
        <message>
            <source>Choose how to send…</source>
            <translation>Escolher como enviar…</translation>
        </message>
        <message numerus="yes">
            <source>%Ln shop(s)</source>
            <translation>
                <numerusform>%Ln unidade</numerusform>
                <numerusform>%Ln unidades</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::OverviewPage</name>
        <message>
            <source>Accepted</source>
            <translation>Aceitas pelo WhatsApp</translation>
        </message>
        <message>
            <source>Would be sent</source>
            <translation>Seriam enviadas</translation>
        </message>
        <message>
            <source>training: nothing leaves</source>
            <translation>treino: nada é enviado</translation>
        </message>
        <message>
            <source>prepared · %1 not needed</source>
            <translation>preparadas · %1 dispensadas</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>enviadas</translation>
        </message>
        <message>
            <source>%1 of %2 · %3 failed or uncertain</source>
            <translation>%1 de %2 · %3 com falha ou incertas</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Enviadas</translation>
        </message>
        <message>
            <source>Would send</source>
            <translation>Seriam enviadas</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>Precisa de atenção</translation>
        </message>
        <message>
            <source>Messages by hour</source>
            <translation>Mensagens por hora</translation>
        </message>
        <message>
            <source>The preview could not be made</source>
            <translation>Não foi possível gerar a prévia</translation>
        </message>
        <message>
            <source>The way of sending did not change</source>
            <translation>A forma de envio não mudou</translation>
        </message>
        <message>
            <source>Late reminders could not be listed</source>
            <translation>Não foi possível listar os lembretes atrasados</translation>
        </message>
        <message>
            <source>Late reminders</source>
            <translation>Lembretes atrasados</translation>
        </message>
        <message>
            <source>Nothing was decided</source>
            <translation>Nada foi decidido</translation>
        </message>
        <message>
            <source>This was not recorded</source>
            <translation>Isto não foi registrado</translation>
        </message>
        <message>
            <source>The visits were not changed</source>
            <translation>Os atendimentos não foram alterados</translation>
        </message>
        <message>
            <source>Nothing to send now</source>
            <translation>Nada para enviar agora</translation>
        </message>
        <message>
            <source>Messages appear here when they are due.</source>
            <translation>As mensagens aparecem aqui na hora de enviar.</translation>
        </message>
        <message>
            <source>last 24 h</source>
            <translation>últimas 24 h</translation>
        </message>
        <message>
            <source>Visits today</source>
            <translation>Atendimentos hoje</translation>
        </message>
        <message>
            <source>Reminders, next 24 h</source>
            <translation>Lembretes em 24 h</translation>
        </message>
        <message>
            <source>Messages, last 24 h</source>
            <translation>Mensagens em 24 h</translation>
        </message>
        <message>
            <source>Sending by WhatsApp</source>
            <translation>Envio pelo WhatsApp</translation>
        </message>
        <message>
            <source>Stopped: %1</source>
            <translation>Parado: %1</translation>
        </message>
        <message>
            <source>%1 confirmed</source>
            <translation>%1 confirmados</translation>
        </message>
        <message>
            <source>next at %1</source>
            <translation>próximo às %1</translation>
        </message>
        <message>
            <source>not known now</source>
            <translation>indisponível agora</translation>
        </message>
        <message>
            <source>none is due</source>
            <translation>nenhum previsto</translation>
        </message>
        <message>
            <source>sent · %1 in training</source>
            <translation>enviadas · %1 em treino</translation>
        </message>
        <message>
            <source>nothing was sent yet</source>
            <translation>nada foi enviado ainda</translation>
        </message>
        <message>
            <source>No messages in the last 24 hours</source>
            <translation>Nenhuma mensagem nas últimas 24 horas</translation>
        </message>
        <message>
            <source>They appear here by the hour.</source>
            <translation>Elas aparecem aqui por hora.</translation>
        </message>
        <message>
            <source>Old diary</source>
            <translation>Agenda antiga</translation>
        </message>
        <message>
            <source>The diary is %1 old, so reminders are held</source>
            <translation>A agenda tem %1; os lembretes estão retidos</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importar…</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>Atrasado</translation>
        </message>
        <message>
            <source>%1 came due while nothing was running</source>
            <translation>%1 na hora enquanto tudo estava parado</translation>
        </message>
        <message>
            <source>Look at them, then send or discard.</source>
            <translation>Veja-os e depois envie ou descarte.</translation>
        </message>
        <message>
            <source>Decide…</source>
            <translation>Decidir…</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Ausente</translation>
        </message>
        <message>
            <source>%1 are missing from the last import</source>
            <translation>%1 fora da última importação</translation>
        </message>
        <message>
            <source>Their reminders are held until you decide.</source>
            <translation>Os lembretes ficam retidos até você decidir.</translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>Cancelar todos</translation>
        </message>
        <message>
            <source>Keep all</source>
            <translation>Manter todos</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>No longer in the imported diary</source>
            <translation>Não está mais na agenda importada</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Manter</translation>
        </message>
        <message>
            <source>Send this message again?</source>
            <translation>Enviar esta mensagem de novo?</translation>
        </message>
        <message>
            <source>%1 may get it twice if the first one arrived.</source>
            <translation>%1 pode receber duas vezes, se a primeira chegou.</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>all is well</source>
            <translation>tudo em ordem</translation>
        </message>
        <message>
            <source>%1 uncertain</source>
            <translation>%1 com envio incerto</translation>
        </message>
        <message>
            <source>see the list below</source>
            <translation>veja a lista abaixo</translation>
        </message>
        <message>
            <source>diary updated %1</source>
            <translation>agenda atualizada %1</translation>
        </message>
        <message>
            <source>Nothing needs you now</source>
            <translation>Nada precisa de você agora</translation>
        </message>
        <message>
            <source>Doubtful messages and open questions appear here.</source>
            <translation>Mensagens duvidosas e perguntas em aberto aparecem aqui.</translation>
        </message>
        <message>
            <source>From now on these messages go out by themselves. This is what the next 24 hours would bring:</source>
            <translation>A partir de agora estas mensagens saem sozinhas. Isto é o que sairia nas próximas 24 horas:</translation>
        </message>
        <message>
            <source>From now on due messages are listed for you to send. This is what the next 24 hours would bring:</source>
            <translation>A partir de agora as mensagens na hora ficam listadas para você enviar. Isto é o que viria nas próximas 24 horas:</translation>
        </message>
        <message>
            <source>Switch WhatsApp live?</source>
            <translation>Ligar o envio pelo WhatsApp?</translation>
        </message>
        <message>
            <source>Switch to assisted?</source>
            <translation>Mudar para assistido?</translation>
        </message>
        <message>
            <source>No reminder is due in the next 24 hours.</source>
            <translation>Nenhum lembrete nas próximas 24 horas.</translation>
        </message>
        <message>
            <source>Go live</source>
            <translation>Ligar o envio</translation>
        </message>
        <message>
            <source>Use assisted</source>
            <translation>Usar assistido</translation>
        </message>
        <message>
            <source>Missing: %1</source>
            <translation>Falta: %1</translation>
        </message>
        <message>
            <source>These reminders came due while nothing was running and are still useful.</source>
            <translation>Estes lembretes venceram enquanto tudo estava parado e ainda são úteis.</translation>
        </message>
        <message>
            <source>No late reminder is left.</source>
            <translation>Não há mais lembretes atrasados.</translation>
        </message>
        <message>
            <source>Discard %1</source>
            <translation>Descartar %1</translation>
        </message>
        <message>
            <source>Send %1</source>
            <translation>Enviar %1</translation>
        </message>
        <message>
            <source>Cancel what is missing?</source>
            <translation>Cancelar os ausentes?</translation>
        </message>
        <message>
            <source>%1 will be cancelled. Their reminders will not be sent.</source>
            <translation>%1: cancelamento. Os lembretes não serão enviados.</translation>
        </message>
        <message>
            <source>Cancel visits</source>
            <translation>Cancelar atendimentos</translation>
        </message>
    </context>
    <context>
        <name>trato::PerformancePage</name>
        <message>
            <source>%1 · p50 / p95 / p99</source>
            <translation>%1 · p50 / p95 / p99</translation>
        </message>
        <message>
            <source>Error rate</source>
            <translation>Taxa de erro</translation>
        </message>
        <message>
            <source>Time (ms)</source>
            <translation>Tempo (ms)</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1 h</translation>
        </message>
        <message>
            <source>6 h</source>
            <translation>6 h</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24 h</translation>
        </message>
        <message>
            <source>Show the last %1</source>
            <translation>Mostrar as últimas %1</translation>
        </message>
        <message>
            <source>Queue or provider</source>
            <translation>Fila ou provedor</translation>
        </message>
        <message>
            <source>What</source>
            <translation>O quê</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Vezes</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>Maior</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>By queue and provider</source>
            <translation>Por fila e provedor</translation>
        </message>
        <message>
            <source>slowest first · last hour</source>
            <translation>mais lentos primeiro · última hora</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>no job ran yet</source>
            <translation>nenhum job executado ainda</translation>
        </message>
        <message>
            <source>Nothing was measured yet</source>
            <translation>Nada foi medido ainda</translation>
        </message>
        <message>
            <source>Figures appear when jobs run.</source>
            <translation>Os números aparecem quando houver jobs.</translation>
        </message>
        <message>
            <source>nothing measured</source>
            <translation>nada medido</translation>
        </message>
        <message>
            <source>%1 · %2 times</source>
            <translation>%1 · %2 vezes</translation>
        </message>
        <message>
            <source>Nothing was measured in this time</source>
            <translation>Nada foi medido neste período</translation>
        </message>
        <message>
            <source>A gap in a line means that nothing ran.</source>
            <translation>Um vão na linha significa que nada foi executado.</translation>
        </message>
        <message>
            <source>%1 (ms)</source>
            <translation>%1 (ms)</translation>
        </message>
    </context>
    <context>
        <name>trato::PreviewDialog</name>
        <message>
            <source>Goes out</source>
            <translation>Envio</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Lembrete</translation>
        </message>
        <message>
            <source>Text of the message</source>
            <translation>Texto da mensagem</translation>
        </message>
        <message>
            <source>Choose a line to read its message.</source>
            <translation>Escolha uma linha para ler a mensagem.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::QueuesPage</name>
        <message>
            <source>completed/min</source>
            <translation>concluídos/min</translation>
        </message>
        <message>
            <source>failed/min</source>
            <translation>falhas/min</translation>
        </message>
        <message>
            <source>The queue was not changed</source>
            <translation>A fila não foi alterada</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Not served by this engine</source>
            <translation>Não atendida por este motor</translation>
        </message>
        <message>
            <source>%1, up to %2 at once</source>
            <translation>%1, até %2 ao mesmo tempo</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Espera</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Ativos</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Falhas</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>Saúde</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausada</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Throughput</source>
            <translation>Vazão</translation>
        </message>
        <message>
            <source>last 60 min</source>
            <translation>últimos 60 min</translation>
        </message>
        <message>
            <source>No queues yet</source>
            <translation>Nenhuma fila ainda</translation>
        </message>
        <message>
            <source>They appear with the first job.</source>
            <translation>Elas aparecem com o primeiro job.</translation>
        </message>
        <message>
            <source>Nothing to show</source>
            <translation>Nada para mostrar</translation>
        </message>
        <message>
            <source>Nothing has run yet</source>
            <translation>Nada foi executado ainda</translation>
        </message>
        <message>
            <source>Finished jobs per minute appear here.</source>
            <translation>Os jobs concluídos por minuto aparecem aqui.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Retomar</translation>
        </message>
        <message>
            <source>Pause this queue?</source>
            <translation>Pausar esta fila?</translation>
        </message>
        <message>
            <source>%1: nothing new starts until you resume it. What is running is finished.</source>
            <translation>%1: nada novo começa até você retomar. O que está em andamento termina.</translation>
        </message>
    </context>
    <context>
        <name>trato::SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Configurações</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>From %1 to %2</source>
            <translation>De %1 a %2</translation>
        </message>
        <message>
            <source>“%1” must be between %2 and %3.</source>
            <translation>“%1” deve ficar entre %2 e %3.</translation>
        </message>
        <message>
            <source>“%1” was not accepted.</source>
            <translation>“%1” não foi aceito.</translation>
        </message>
    </context>
    <context>
        <name>trato::StatePane</name>
        <message>
            <source>Loading…</source>
            <translation>Carregando…</translation>
        </message>
        <message>
            <source>This could not be loaded</source>
            <translation>Não foi possível carregar</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
    </context>
    <context>
        <name>trato::StatusStrip</name>
        <message>
            <source>Engine not reachable</source>
            <translation>Motor inacessível</translation>
        </message>
        <message>
            <source>Engine running</source>
            <translation>Motor ativo</translation>
        </message>
        <message>
            <source>Engine running · reminders off</source>
            <translation>Motor ativo · lembretes desligados</translation>
        </message>
        <message>
            <source>Connecting to the engine…</source>
            <translation>Conectando ao motor…</translation>
        </message>
        <message>
            <source>WhatsApp: %1</source>
            <translation>WhatsApp: %1</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>parado</translation>
        </message>
        <message>
            <source>Version %1</source>
            <translation>Versão %1</translation>
        </message>
        <message>
            <source>Updated at %1</source>
            <translation>Atualizado às %1</translation>
        </message>
    </context>
    <context>
        <name>trato::SystemPage</name>
        <message>
            <source>The check-up did not run</source>
            <translation>O diagnóstico não foi feito</translation>
        </message>
        <message>
            <source>No workers</source>
            <translation>Nenhum worker</translation>
        </message>
        <message>
            <source>This engine serves no queue.</source>
            <translation>Este motor não atende nenhuma fila.</translation>
        </message>
        <message>
            <source>Component</source>
            <translation>Componente</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Healthy</source>
            <translation>Saudável</translation>
        </message>
        <message>
            <source>Trouble</source>
            <translation>Com problema</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>Latência</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Detalhe</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Components</source>
            <translation>Componentes</translation>
        </message>
        <message>
            <source>Check-up…</source>
            <translation>Diagnosticar…</translation>
        </message>
        <message>
            <source>Worker</source>
            <translation>Worker</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Jobs</source>
            <translation>Jobs</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Agora</translation>
        </message>
        <message>
            <source>idle</source>
            <translation>ocioso</translation>
        </message>
        <message>
            <source>job %1</source>
            <translation>job %1</translation>
        </message>
        <message>
            <source>Workers</source>
            <translation>Workers</translation>
        </message>
        <message>
            <source>Thread</source>
            <translation>Thread</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Feitos</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Aguardando</translation>
        </message>
        <message>
            <source>At work</source>
            <translation>Em trabalho</translation>
        </message>
        <message>
            <source>Threads</source>
            <translation>Threads</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tudo</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Warnings</source>
            <translation>Avisos</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>Erros</translation>
        </message>
        <message>
            <source>%1 · process %2 · running for %3</source>
            <translation>%1 · processo %2 · ativo há %3</translation>
        </message>
        <message>
            <source>since start</source>
            <translation>desde o início</translation>
        </message>
        <message>
            <source>No lines of this level</source>
            <translation>Nenhuma linha deste nível</translation>
        </message>
        <message>
            <source>Choose “Everything” to see more.</source>
            <translation>Escolha “Tudo” para ver mais.</translation>
        </message>
        <message>
            <source>Check-up</source>
            <translation>Diagnóstico</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitDialog</name>
        <message>
            <source>Move visit</source>
            <translation>Remarcar atendimento</translation>
        </message>
        <message>
            <source>New visit</source>
            <translation>Novo atendimento</translation>
        </message>
        <message>
            <source> min</source>
            <translation> min</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Until now</source>
            <translation>Até agora</translation>
        </message>
        <message>
            <source>New start</source>
            <translation>Novo início</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Início</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duração</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Remarcar</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Please type the client's name.</source>
            <translation>Digite o nome do cliente.</translation>
        </message>
        <message>
            <source>The phone needs an area code and 8 or 9 digits.</source>
            <translation>O telefone precisa de DDD e 8 ou 9 dígitos.</translation>
        </message>
        <message>
            <source>This start is not possible. Choose a time in the future that exists on that day.</source>
            <translation>Este início não é possível. Escolha um horário futuro que exista nesse dia.</translation>
        </message>
        <message>
            <source>Please check “%1”.</source>
            <translation>Confira “%1”.</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitsPanel</name>
        <message>
            <source>Upcoming visits and reminders</source>
            <translation>Próximos atendimentos e lembretes</translation>
        </message>
        <message>
            <source>The visit was not changed</source>
            <translation>O atendimento não foi alterado</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Lembrete</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Coming</source>
            <translation>Próximos</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>7 days</source>
            <translation>7 dias</translation>
        </message>
        <message>
            <source>Client, service, professional…</source>
            <translation>Cliente, serviço, profissional…</translation>
        </message>
        <message>
            <source>Search visits</source>
            <translation>Buscar atendimentos</translation>
        </message>
        <message>
            <source>Move…</source>
            <translation>Remarcar…</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Cancel visit</source>
            <translation>Cancelar atendimento</translation>
        </message>
        <message>
            <source>Import diary…</source>
            <translation>Importar agenda…</translation>
        </message>
        <message>
            <source>New visit…</source>
            <translation>Novo atendimento…</translation>
        </message>
        <message>
            <source>Cancel this visit?</source>
            <translation>Cancelar este atendimento?</translation>
        </message>
        <message>
            <source>%1, %2 at %3. Its reminders will not be sent.</source>
            <translation>%1, %2 às %3. Os lembretes não serão enviados.</translation>
        </message>
        <message>
            <source>No visit matches</source>
            <translation>Nenhum atendimento encontrado</translation>
        </message>
        <message>
            <source>Try a shorter text.</source>
            <translation>Tente um texto mais curto.</translation>
        </message>
        <message>
            <source>No visits yet</source>
            <translation>Nenhum atendimento ainda</translation>
        </message>
        <message>
            <source>Import the diary of your booking system, or type a visit in.</source>
            <translation>Importe a agenda do seu sistema ou digite um atendimento.</translation>
        </message>
        <message>
            <source>No visits in this period</source>
            <translation>Nenhum atendimento neste período</translation>
        </message>
        <message>
            <source>Choose “7 days” to see further.</source>
            <translation>Escolha “7 dias” para ver mais adiante.</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Ausente</translation>
        </message>
    </context>
    <context>
        <name>trato::format</name>
        <message>
            <source>MM-dd HH:mm</source>
            <extracomment>Day, month and time, without the year; Qt date format.</extracomment>
            <translation>dd/MM HH:mm</translation>
        </message>
        <message>
            <source>yyyy-MM-dd HH:mm</source>
            <extracomment>Date and time in the order people of this language expect; Qt date format.</extracomment>
            <translation>dd/MM/yyyy HH:mm</translation>
        </message>
        <message>
            <source>yyyy-MM-dd</source>
            <extracomment>Date; Qt date format.</extracomment>
            <translation>dd/MM/yyyy</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hoje</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>amanhã</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>ontem</translation>
        </message>
        <message>
            <source>ddd MM-dd</source>
            <extracomment>Weekday with day and month; Qt date format.</extracomment>
            <translation>ddd dd/MM</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 d</translation>
        </message>
        <message>
            <source>%1 d %2 h</source>
            <translation>%1 d %2 h</translation>
        </message>
        <message>
            <source>%1 h %2 min</source>
            <translation>%1 h %2 min</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <extracomment>An age: "4 min ago".</extracomment>
            <translation>há %1</translation>
        </message>
        <message numerus="yes">
            <source>%1 visit(s)</source>
            <translation>
                <numerusform>%1 atendimento</numerusform>
                <numerusform>%1 atendimentos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 message(s)</source>
            <translation>
                <numerusform>%1 mensagem</numerusform>
                <numerusform>%1 mensagens</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 reminder(s)</source>
            <translation>
                <numerusform>%1 lembrete</numerusform>
                <numerusform>%1 lembretes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s)</source>
            <translation>
                <numerusform>%1 job</numerusform>
                <numerusform>%1 jobs</numerusform>
            </translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Treino</translation>
        </message>
        <message>
            <source>Assisted</source>
            <translation>Assistido</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>Messages are prepared and recorded, nothing is sent.</source>
            <translation>As mensagens são preparadas e registradas, nada é enviado.</translation>
        </message>
        <message>
            <source>Due messages are listed here; you send each one with your own WhatsApp.</source>
            <translation>As mensagens na hora ficam listadas aqui; você envia cada uma pelo seu próprio WhatsApp.</translation>
        </message>
        <message>
            <source>Messages go out by themselves through the WhatsApp Cloud API.</source>
            <translation>As mensagens saem sozinhas pela WhatsApp Cloud API.</translation>
        </message>
        <message>
            <source>Day before</source>
            <translation>Véspera</translation>
        </message>
        <message>
            <source>1 h before</source>
            <translation>1 h antes</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Aguardando</translation>
        </message>
        <message>
            <source>Prioritized</source>
            <translation>Prioritários</translation>
        </message>
        <message>
            <source>Delayed</source>
            <translation>Adiados</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Ativos</translation>
        </message>
        <message>
            <source>Waiting for children</source>
            <translation>Aguardando filhos</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Concluídos</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Falhas</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Desconhecido</translation>
        </message>
        <message>
            <source>Day-before reminder</source>
            <translation>Lembrete da véspera</translation>
        </message>
        <message>
            <source>Hour-before reminder</source>
            <translation>Lembrete de 1 h antes</translation>
        </message>
        <message>
            <source>Scheduled</source>
            <translation>Agendado</translation>
        </message>
        <message>
            <source>Confirmed</source>
            <translation>Confirmado</translation>
        </message>
        <message>
            <source>In service</source>
            <translation>Em atendimento</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Feitos</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>Cancelado</translation>
        </message>
        <message>
            <source>No-show</source>
            <translation>Faltou</translation>
        </message>
        <message>
            <source>Blocked</source>
            <translation>Bloqueado</translation>
        </message>
        <message>
            <source>Sending</source>
            <translation>Enviando</translation>
        </message>
        <message>
            <source>Would send</source>
            <translation>Seria enviada</translation>
        </message>
        <message>
            <source>To be sent by you</source>
            <translation>Você envia</translation>
        </message>
        <message>
            <source>Sent by hand</source>
            <translation>Enviada à mão</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Não enviada</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Enviada</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Entregue</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Lida</translation>
        </message>
        <message>
            <source>Failed</source>
            <comment>message</comment>
            <translation>Falhou</translation>
        </message>
        <message>
            <source>Uncertain</source>
            <translation>Incerta</translation>
        </message>
        <message>
            <source>Not needed</source>
            <translation>Não enviar</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Programado</translation>
        </message>
        <message>
            <source>Held</source>
            <translation>Retido</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>Atrasado</translation>
        </message>
        <message>
            <source>In queue</source>
            <translation>Na fila</translation>
        </message>
        <message>
            <source>Told</source>
            <translation>Avisado</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Vencido</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Boa</translation>
        </message>
        <message>
            <source>Attention</source>
            <translation>Atenção</translation>
        </message>
        <message>
            <source>Critical</source>
            <translation>Crítica</translation>
        </message>
        <message>
            <source>DEBUG</source>
            <translation>DEBUG</translation>
        </message>
        <message>
            <source>INFO</source>
            <translation>INFO</translation>
        </message>
        <message>
            <source>WARN</source>
            <translation>AVISO</translation>
        </message>
        <message>
            <source>ERROR</source>
            <translation>ERRO</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>Chegou</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>Give up</source>
            <translation>Desistir</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Reprocessar</translation>
        </message>
        <message>
            <source>Run now</source>
            <translation>Executar já</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
        <message>
            <source>It is no longer there. Refresh and look again.</source>
            <translation>Não está mais lá. Atualize e veja de novo.</translation>
        </message>
        <message>
            <source>It changed in the meantime. Refresh and try again.</source>
            <translation>Mudou nesse meio-tempo. Atualize e tente de novo.</translation>
        </message>
        <message>
            <source>Something in the input is not right.</source>
            <translation>Há algo errado nos dados digitados.</translation>
        </message>
        <message>
            <source>A rule of the shop does not allow it.</source>
            <translation>Uma regra da barbearia não permite.</translation>
        </message>
        <message>
            <source>The engine or a file cannot be reached now.</source>
            <translation>O motor ou um arquivo está inacessível agora.</translation>
        </message>
        <message>
            <source>No answer in time. Check the state before trying again.</source>
            <translation>Sem resposta a tempo. Confira a situação antes de tentar de novo.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space; nothing is lost.</source>
            <translation>O disco está cheio. Libere espaço; nada se perdeu.</translation>
        </message>
        <message>
            <source>Another program is using the file. Close it and try again.</source>
            <translation>Outro programa está usando o arquivo. Feche-o e tente de novo.</translation>
        </message>
        <message>
            <source>The file may not be written. Check its permissions.</source>
            <translation>O arquivo não pode ser gravado. Confira as permissões.</translation>
        </message>
        <message>
            <source>The stored data cannot be read. Restore a backup.</source>
            <translation>Os dados gravados não podem ser lidos. Restaure um backup.</translation>
        </message>
        <message>
            <source>The engine stopped before it could answer.</source>
            <translation>O motor parou antes de responder.</translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) done.</source>
            <translation>
                <numerusform>%1 job processado.</numerusform>
                <numerusform>%1 jobs processados.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) left as they are:</source>
            <translation>
                <numerusform>%1 job ficou como estava:</numerusform>
                <numerusform>%1 jobs ficaram como estavam:</numerusform>
            </translation>
        </message>
        <message>
            <source>The visit is not open</source>
            <translation>O atendimento não está em aberto</translation>
        </message>
        <message>
            <source>No phone</source>
            <translation>Sem telefone</translation>
        </message>
        <message>
            <source>No consent</source>
            <translation>Sem consentimento</translation>
        </message>
        <message>
            <source>Booked too late for it</source>
            <translation>Marcado em cima da hora</translation>
        </message>
        <message>
            <source>The visit is over</source>
            <translation>O atendimento já passou</translation>
        </message>
        <message>
            <source>Missing from the last import</source>
            <translation>Fora da última importação</translation>
        </message>
        <message>
            <source>The diary is too old</source>
            <translation>A agenda está desatualizada</translation>
        </message>
        <message>
            <source>Switched off in the settings</source>
            <translation>Desligado nas configurações</translation>
        </message>
        <message>
            <source>Too late to be useful</source>
            <translation>Tarde demais para ser útil</translation>
        </message>
        <message>
            <source>The visit was moved</source>
            <translation>O atendimento foi remarcado</translation>
        </message>
        <message>
            <source>The visit was cancelled</source>
            <translation>O atendimento foi cancelado</translation>
        </message>
        <message>
            <source>Discarded by a person</source>
            <translation>Descartado por uma pessoa</translation>
        </message>
        <message>
            <source>No answer in time</source>
            <translation>Sem resposta a tempo</translation>
        </message>
        <message>
            <source>The provider took it already</source>
            <translation>O provedor já aceitou</translation>
        </message>
        <message>
            <source>Its answer was lost; it may have arrived</source>
            <translation>A resposta se perdeu; pode ter chegado</translation>
        </message>
        <message>
            <source>The diary is empty</source>
            <translation>A agenda está vazia</translation>
        </message>
        <message>
            <source>The phone is missing</source>
            <translation>Falta o telefone</translation>
        </message>
        <message>
            <source>The phone has too few digits</source>
            <translation>O telefone tem dígitos de menos</translation>
        </message>
        <message>
            <source>The phone has too many digits</source>
            <translation>O telefone tem dígitos demais</translation>
        </message>
        <message>
            <source>The area code of the phone does not exist</source>
            <translation>O DDD do telefone não existe</translation>
        </message>
        <message>
            <source>The phone is a landline</source>
            <translation>O telefone é fixo</translation>
        </message>
        <message>
            <source>The phone is hidden by asterisks</source>
            <translation>O telefone está oculto por asteriscos</translation>
        </message>
        <message>
            <source>The phone is not valid</source>
            <translation>O telefone não é válido</translation>
        </message>
        <message>
            <source>The date is missing</source>
            <translation>Falta a data</translation>
        </message>
        <message>
            <source>The date cannot be read</source>
            <translation>Não dá para ler a data</translation>
        </message>
        <message>
            <source>The time is missing</source>
            <translation>Falta a hora</translation>
        </message>
        <message>
            <source>The time cannot be read</source>
            <translation>Não dá para ler a hora</translation>
        </message>
        <message>
            <source>This time does not exist on that day</source>
            <translation>Essa hora não existe nesse dia</translation>
        </message>
        <message>
            <source>The client's name is missing</source>
            <translation>Falta o nome do cliente</translation>
        </message>
        <message>
            <source>The price cannot be read</source>
            <translation>Não dá para ler o preço</translation>
        </message>
        <message>
            <source>The status is unknown</source>
            <translation>Situação desconhecida</translation>
        </message>
        <message>
            <source>The duration cannot be read</source>
            <translation>Não dá para ler a duração</translation>
        </message>
        <message>
            <source>The row has another number of columns</source>
            <translation>A linha tem outro número de colunas</translation>
        </message>
        <message>
            <source>The row stands in the file twice</source>
            <translation>A linha está duas vezes no arquivo</translation>
        </message>
        <message>
            <source>Add the phone with area code</source>
            <translation>Inclua o telefone com DDD</translation>
        </message>
        <message>
            <source>Put the area code in front, for example 11</source>
            <translation>Coloque o DDD na frente, por exemplo 11</translation>
        </message>
        <message>
            <source>Use a mobile number</source>
            <translation>Use um número de celular</translation>
        </message>
        <message>
            <source>Check the number: area code and 8 or 9 digits</source>
            <translation>Confira o número: DDD e 8 ou 9 dígitos</translation>
        </message>
        <message>
            <source>Write the date as 25/11/2026</source>
            <translation>Escreva a data como 25/11/2026</translation>
        </message>
        <message>
            <source>Write the time as 14:30</source>
            <translation>Escreva a hora como 14:30</translation>
        </message>
        <message>
            <source>Add the name</source>
            <translation>Inclua o nome</translation>
        </message>
        <message>
            <source>Write the price as R$ 45,00</source>
            <translation>Escreva o preço como R$ 45,00</translation>
        </message>
        <message>
            <source>Use scheduled, confirmed, done or cancelled</source>
            <translation>Use agendado, confirmado, concluído ou cancelado</translation>
        </message>
        <message>
            <source>Check separators and quotes of this line</source>
            <translation>Confira separadores e aspas desta linha</translation>
        </message>
        <message>
            <source>The disk is full. Nothing is lost; work goes on when there is space.</source>
            <translation>O disco está cheio. Nada se perdeu; o trabalho continua quando houver espaço.</translation>
        </message>
        <message>
            <source>A data file is damaged. Restore a backup.</source>
            <translation>Um arquivo de dados está danificado. Restaure um backup.</translation>
        </message>
        <message>
            <source>Another program holds a data file. Close it; work goes on by itself.</source>
            <translation>Outro programa está usando um arquivo de dados. Feche-o; o trabalho continua sozinho.</translation>
        </message>
        <message>
            <source>A data file may not be written. Check its permissions.</source>
            <translation>Um arquivo de dados não pode ser gravado. Confira as permissões.</translation>
        </message>
        <message>
            <source>A data file cannot be reached. Trying again.</source>
            <translation>Um arquivo de dados está inacessível. Tentando de novo.</translation>
        </message>
        <message>
            <source>The diary is old, so reminders are held. Import it again.</source>
            <translation>A agenda está desatualizada e os lembretes estão retidos. Importe-a de novo.</translation>
        </message>
        <message>
            <source>The diary is empty. Import it to start.</source>
            <translation>A agenda está vazia. Importe-a para começar.</translation>
        </message>
        <message>
            <source>Reminders came due while nothing ran. Send or discard them.</source>
            <translation>Lembretes venceram enquanto tudo estava parado. Envie ou descarte.</translation>
        </message>
        <message>
            <source>WhatsApp refuses the access token. Store a new one; sending is stopped.</source>
            <translation>O WhatsApp recusa o token de acesso. Grave um novo; o envio está parado.</translation>
        </message>
        <message>
            <source>The channel is stopped. See the System tab.</source>
            <translation>O canal está parado. Veja a aba Sistema.</translation>
        </message>
        <message>
            <source>Jobs are due and were not started. See the Queues tab.</source>
            <translation>Há jobs vencidos que não começaram. Veja a aba Filas.</translation>
        </message>
        <message>
            <source>Hours before the visit (first reminder)</source>
            <translation>Horas antes do atendimento (1º lembrete)</translation>
        </message>
        <message>
            <source>Minutes before the visit (second reminder)</source>
            <translation>Minutos antes do atendimento (2º lembrete)</translation>
        </message>
        <message>
            <source>Remind the day before</source>
            <translation>Lembrar na véspera</translation>
        </message>
        <message>
            <source>Remind shortly before</source>
            <translation>Lembrar pouco antes</translation>
        </message>
        <message>
            <source>Hold reminders when the diary is older than (h)</source>
            <translation>Reter lembretes se a agenda tiver mais de (h)</translation>
        </message>
        <message>
            <source>Late reminders sent without asking</source>
            <translation>Lembretes atrasados enviados sem perguntar</translation>
        </message>
        <message>
            <source>Way of sending</source>
            <translation>Forma de envio</translation>
        </message>
        <message>
            <source>Address of the API</source>
            <translation>Endereço da API</translation>
        </message>
        <message>
            <source>Version of the API</source>
            <translation>Versão da API</translation>
        </message>
        <message>
            <source>Phone number id at Meta</source>
            <translation>ID do número na Meta</translation>
        </message>
        <message>
            <source>Wait for an answer (s)</source>
            <translation>Espera pela resposta (s)</translation>
        </message>
        <message>
            <source>Extra certificate file (PEM)</source>
            <translation>Arquivo de certificado extra (PEM)</translation>
        </message>
        <message>
            <source>Messages in hand at once</source>
            <translation>Mensagens ao mesmo tempo</translation>
        </message>
        <message>
            <source>Lease of a job (s)</source>
            <translation>Reserva de um job (s)</translation>
        </message>
        <message>
            <source>Completed jobs kept</source>
            <translation>Jobs concluídos guardados</translation>
        </message>
        <message>
            <source>Failed jobs kept</source>
            <translation>Jobs com falha guardados</translation>
        </message>
        <message>
            <source>Name of the shop</source>
            <translation>Nome da barbearia</translation>
        </message>
        <message>
            <source>Phone of the shop</source>
            <translation>Telefone da barbearia</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Fuso horário</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Lembretes</translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation>WhatsApp</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>Motor</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Barbearia</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Início</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fim</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duração</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Service</source>
            <translation>Serviço</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Run time</source>
            <translation>Execução</translation>
        </message>
        <message>
            <source>Wait in queue</source>
            <translation>Espera na fila</translation>
        </message>
        <message>
            <source>Provider call</source>
            <translation>Chamada ao provedor</translation>
        </message>
        <message>
            <source>Job store</source>
            <translation>Jobs</translation>
        </message>
        <message>
            <source>Diary</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Message ledger</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Profile folder</source>
            <translation>Pasta do perfil</translation>
        </message>
        <message>
            <source>Free disk space</source>
            <translation>Espaço em disco</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Relógio</translation>
        </message>
        <message>
            <source>SQLite version</source>
            <translation>Versão do SQLite</translation>
        </message>
        <message>
            <source>The folder cannot be made. Choose another one.</source>
            <translation>Não foi possível criar a pasta. Escolha outra.</translation>
        </message>
        <message>
            <source>The folder may not be written. Change its permissions.</source>
            <translation>A pasta não pode ser gravada. Mude as permissões.</translation>
        </message>
        <message>
            <source>Set the clock of the computer.</source>
            <translation>Acerte o relógio do computador.</translation>
        </message>
        <message>
            <source>Use an IANA name such as America/Sao_Paulo.</source>
            <translation>Use um nome IANA, como America/Sao_Paulo.</translation>
        </message>
        <message>
            <source>Install SQLite 3.35 or newer.</source>
            <translation>Instale o SQLite 3.35 ou mais novo.</translation>
        </message>
        <message>
            <source>Free some disk space.</source>
            <translation>Libere espaço em disco.</translation>
        </message>
        <message>
            <source>Restore a backup of this file, or update the program if a newer one wrote it.</source>
            <translation>Restaure uma cópia deste arquivo ou, se uma versão mais nova o gravou, atualize o programa.</translation>
        </message>
        <message>
            <source>Add the missing credentials of the WhatsApp Cloud API.</source>
            <translation>Inclua as credenciais que faltam da WhatsApp Cloud API.</translation>
        </message>
        <message>
            <source>The visit no longer exists</source>
            <translation>O atendimento não existe mais</translation>
        </message>
        <message>
            <source>The visit is already closed</source>
            <translation>O atendimento já foi encerrado</translation>
        </message>
        <message>
            <source>The visit is back in the diary</source>
            <translation>O atendimento voltou à agenda</translation>
        </message>
        <message>
            <source>It was sent, or may have been: it is not sent again</source>
            <translation>Foi enviada, ou pode ter sido: não sai de novo</translation>
        </message>
        <message>
            <source>The job no longer exists</source>
            <translation>O job não existe mais</translation>
        </message>
        <message>
            <source>The job is in another state now</source>
            <translation>O job já está em outra situação</translation>
        </message>
        <message>
            <source>The job is running</source>
            <translation>O job está em execução</translation>
        </message>
        <message>
            <source>The preview is too old. Choose the file again</source>
            <translation>A prévia é antiga demais. Escolha o arquivo de novo</translation>
        </message>
        <message>
            <source>The diary changed since the preview. Choose the file again</source>
            <translation>A agenda mudou desde a prévia. Escolha o arquivo de novo</translation>
        </message>
        <message>
            <source>The file is larger than 32 MB.</source>
            <translation>O arquivo tem mais de 32 MB.</translation>
        </message>
        <message>
            <source>This is not a text file</source>
            <translation>Este não é um arquivo de texto</translation>
        </message>
        <message>
            <source>The file is empty</source>
            <translation>O arquivo está vazio</translation>
        </message>
        <message>
            <source>No header line was found</source>
            <translation>Não foi encontrada a linha de cabeçalho</translation>
        </message>
        <message>
            <source>The file has too many rows</source>
            <translation>O arquivo tem linhas demais</translation>
        </message>
        <message>
            <source>The phone is from another country</source>
            <translation>O telefone é de outro país</translation>
        </message>
        <message>
            <source>The phone was rounded by a spreadsheet</source>
            <translation>O telefone foi arredondado por uma planilha</translation>
        </message>
        <message>
            <source>Format the column as text and export again</source>
            <translation>Formate a coluna como texto e exporte de novo</translation>
        </message>
        <message>
            <source>WhatsApp cannot be reached. Messages wait and go out when it is back.</source>
            <translation>O WhatsApp está inacessível. As mensagens esperam e saem quando ele voltar.</translation>
        </message>
        <message>
            <source>Meta does not accept a message template. See it in WhatsApp Manager.</source>
            <translation>A Meta não aceita um modelo de mensagem. Veja no Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 h</translation>
        </message>
        <message>
            <source>Failed</source>
            <comment>job</comment>
            <translation>Falhou</translation>
        </message>
        <message>
            <source>Completed</source>
            <comment>job</comment>
            <translation>Concluído</translation>
        </message>
        <message>
            <source>Active</source>
            <comment>job</comment>
            <translation>Ativo</translation>
        </message>
        <message>
            <source>Delayed</source>
            <comment>job</comment>
            <translation>Adiado</translation>
        </message>
        <message>
            <source>Prioritized</source>
            <comment>job</comment>
            <translation>Prioritário</translation>
        </message>
        <message>
            <source>The decision could not be kept. Decide again</source>
            <translation>Não foi possível guardar a decisão. Decida de novo</translation>
        </message>
        <message>
            <source>It was sent before</source>
            <translation>Já foi enviada antes</translation>
        </message>
        <message>
            <source>An earlier try may have sent it</source>
            <translation>Uma tentativa anterior pode ter enviado a mensagem</translation>
        </message>
        <message>
            <source>An earlier try was not answered; it may have arrived</source>
            <translation>Uma tentativa anterior ficou sem resposta; a mensagem pode ter chegado</translation>
        </message>
        <message>
            <source>The engine ended while sending; it may have arrived</source>
            <translation>O motor parou durante o envio; a mensagem pode ter chegado</translation>
        </message>
        <message>
            <source>The job lost its place before the send</source>
            <translation>O job perdeu a vez antes do envio</translation>
        </message>
        <message>
            <source>There was too little time left to send</source>
            <translation>Não havia tempo suficiente para enviar</translation>
        </message>
        <message>
            <source>Marked by a person: sent</source>
            <translation>Marcada por uma pessoa: enviada</translation>
        </message>
        <message>
            <source>Marked by a person: not sent</source>
            <translation>Marcada por uma pessoa: não enviada</translation>
        </message>
        <message>
            <source>Marked by a person: arrived</source>
            <translation>Marcada por uma pessoa: chegou</translation>
        </message>
        <message>
            <source>Given up by a person</source>
            <translation>Uma pessoa desistiu do envio</translation>
        </message>
        <message>
            <source>Sent again by a person</source>
            <translation>Reenviada por uma pessoa</translation>
        </message>
        <message>
            <source>The access token of WhatsApp is missing</source>
            <translation>Falta o token de acesso do WhatsApp</translation>
        </message>
        <message>
            <source>The engine was stopping</source>
            <translation>O motor estava parando</translation>
        </message>
        <message>
            <source>WhatsApp did not answer</source>
            <translation>O WhatsApp não respondeu</translation>
        </message>
        <message>
            <source>It is missing</source>
            <translation>Não foi informado</translation>
        </message>
        <message>
            <source>The selection is too old. Choose again</source>
            <translation>A seleção é antiga demais. Escolha de novo</translation>
        </message>
        <message>
            <source>The message no longer exists</source>
            <translation>A mensagem não existe mais</translation>
        </message>
        <message>
            <source>Free text</source>
            <translation>Texto livre</translation>
        </message>
        <message>
            <source>WhatsApp takes free text only within 24 hours of the client&apos;s own message, and those are not known here. Use a template.</source>
            <translation>O WhatsApp só aceita texto livre até 24 horas depois de uma mensagem do cliente, e essas não chegam aqui. Use um modelo.</translation>
        </message>
        <message>
            <source>Its job ended before it was sent: nothing went out</source>
            <translation>O job terminou antes do envio: nada saiu</translation>
        </message>
        <message>
            <source>The message ledger cannot be read</source>
            <translation>Não dá para ler o registro de mensagens</translation>
        </message>
        <message>
            <source>The job store cannot be read</source>
            <translation>Não dá para ler o arquivo de jobs</translation>
        </message>
        <message>
            <source>A data file was written by a newer version of the program. Update the program.</source>
            <translation>Um arquivo de dados foi gravado por uma versão mais nova do programa. Atualize o programa.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Origem</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>Recipient</source>
            <translation>Destinatário</translation>
        </message>
        <message>
            <source>Row</source>
            <translation>Linha</translation>
        </message>
    </context>
</TS>
