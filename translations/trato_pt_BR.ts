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
        <name>trato::BackupsCard</name>
        <message>
            <source>Safety copies</source>
            <translation>Cópias de segurança</translation>
        </message>
        <message>
            <source>No safety copy was made</source>
            <translation>Nenhuma cópia de segurança foi feita</translation>
        </message>
        <message>
            <source>The copy was not checked</source>
            <translation>A cópia não foi verificada</translation>
        </message>
        <message>
            <source>The copy is not restored</source>
            <translation>A cópia não será restaurada</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Idade</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Tamanho</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>whole</source>
            <translation>íntegra</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>danificada</translation>
        </message>
        <message>
            <source>Make now</source>
            <translation>Fazer agora</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Verificar</translation>
        </message>
        <message>
            <source>Restore…</source>
            <translation>Restaurar…</translation>
        </message>
        <message>
            <source>Do not restore</source>
            <translation>Não restaurar</translation>
        </message>
        <message>
            <source>No safety copy yet</source>
            <translation>Nenhuma cópia de segurança ainda</translation>
        </message>
        <message>
            <source>One is made every night; “Make now” does not wait for it.</source>
            <translation>Uma é feita toda noite; “Fazer agora” não espera por ela.</translation>
        </message>
        <message>
            <source>The newest %1 are kept in %2. Keep one elsewhere too.</source>
            <translation>As %1 mais recentes ficam em %2. Guarde uma também em outro lugar.</translation>
        </message>
        <message>
            <source>When the program starts again, the copy %1 takes the place of the present data. Quit it (Ctrl+Q), then open it.</source>
            <translation>Quando o programa abrir de novo, a cópia %1 toma o lugar dos dados atuais. Saia (Ctrl+Q) e abra de novo.</translation>
        </message>
        <message>
            <source>Copying…</source>
            <translation>Copiando…</translation>
        </message>
        <message>
            <source>Safety copy</source>
            <translation>Cópia de segurança</translation>
        </message>
        <message>
            <source>The copy is whole: every file and every table was read.</source>
            <translation>A cópia está íntegra: todos os arquivos e tabelas foram lidos.</translation>
        </message>
        <message>
            <source>Restore this safety copy?</source>
            <translation>Restaurar esta cópia de segurança?</translation>
        </message>
        <message>
            <source>Diary, clients, jobs and messages become as they were on %1. What was entered since is lost from view; the present files are kept in the folder of the copies. It happens when the program starts again: quit it (Ctrl+Q), then open it.</source>
            <translation>Agenda, clientes, jobs e mensagens voltam a ser como em %1. O que foi digitado depois deixa de aparecer; os arquivos atuais ficam guardados na pasta das cópias. Isso acontece quando o programa abre de novo: saia (Ctrl+Q) e abra de novo.</translation>
        </message>
        <message>
            <source>Restore at the next start</source>
            <translation>Restaurar na próxima abertura</translation>
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
            <translation>Fora da agenda</translation>
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
        <message>
            <source>A CSV file from your booking system: with “;” or “,”, in any order of columns, headers in Portuguese or English. Or a calendar (.ics), as Google and Apple export it. Nothing changes before you have seen what it would do.</source>
            <translation>Um arquivo CSV do seu sistema de agendamento: com “;” ou “,”, colunas em qualquer ordem, cabeçalhos em português ou inglês. Ou um calendário (.ics), como o Google e a Apple exportam. Nada muda antes de você ver o que aconteceria.</translation>
        </message>
        <message>
            <source>Diaries (*.csv *.txt *.ics);;All files (*)</source>
            <translation>Agendas (*.csv *.txt *.ics);;Todos os arquivos (*)</translation>
        </message>
        <message>
            <source>%1 entries · %2</source>
            <translation>%1 entradas · %2</translation>
        </message>
        <message>
            <source>%1 to clients would follow: bookings, changes and cancellations that are new.</source>
            <translation>A enviar aos clientes: %1 (horários novos, mudanças e cancelamentos).</translation>
        </message>
        <message>
            <source>No client is told: %1 would be more than one import may cause (see the settings).</source>
            <translation>Nenhum cliente é avisado: %1 é mais do que uma importação pode gerar (veja as configurações).</translation>
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
            <source>Nothing here.</source>
            <translation>Nada aqui.</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>Duplicar</translation>
        </message>
        <message>
            <source>Job %1 was added.</source>
            <translation>O job %1 foi acrescentado.</translation>
        </message>
        <message>
            <source>The job was not duplicated</source>
            <translation>O job não foi duplicado</translation>
        </message>
        <message>
            <source>The data was not saved</source>
            <translation>Os dados não foram salvos</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Options</source>
            <translation>Opções</translation>
        </message>
        <message>
            <source>Edit and run again…</source>
            <translation>Editar e reenviar…</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Alterar…</translation>
        </message>
        <message>
            <source>Time and priority</source>
            <translation>Horário e prioridade</translation>
        </message>
        <message>
            <source>Save data…</source>
            <translation>Salvar dados…</translation>
        </message>
        <message>
            <source>The data is too large to be edited here (%1).</source>
            <translation>Os dados são grandes demais para editar aqui (%1).</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Carregando…</translation>
        </message>
        <message>
            <source>Duplicate this job?</source>
            <translation>Duplicar este job?</translation>
        </message>
        <message>
            <source>A second job with the same data is added to %1 and runs like any other.</source>
            <translation>Um segundo job com os mesmos dados entra em %1 e é executado como qualquer outro.</translation>
        </message>
        <message>
            <source>Save data (with personal data)</source>
            <translation>Salvar dados (com dados pessoais)</translation>
        </message>
        <message>
            <source>JSON (*.json)</source>
            <translation>JSON (*.json)</translation>
        </message>
        <message>
            <source>Flow…</source>
            <translation>Fluxo…</translation>
        </message>
        <message>
            <source>The jobs it waits for, and the one that waits for it</source>
            <translation>Os jobs que ele espera e o que espera por ele</translation>
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
        <message>
            <source>Template</source>
            <translation>Modelo</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Destino</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Prioridade</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Criado</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>Iniciado</translation>
        </message>
        <message>
            <source>Took</source>
            <translation>Duração</translation>
        </message>
        <message>
            <source>ticked</source>
            <translation>marcado</translation>
        </message>
        <message>
            <source>not ticked</source>
            <translation>não marcado</translation>
        </message>
    </context>
    <context>
        <name>trato::JobsPanel</name>
        <message>
            <source>Jobs</source>
            <translation>Jobs</translation>
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
            <source>Export…</source>
            <translation>Exportar…</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colunas</translation>
        </message>
        <message>
            <source>As CSV, for spreadsheets…</source>
            <translation>Como CSV, para planilhas…</translation>
        </message>
        <message>
            <source>As JSON lines…</source>
            <translation>Como linhas JSON…</translation>
        </message>
        <message>
            <source>Cancel export · %1</source>
            <translation>Cancelar exportação · %1</translation>
        </message>
        <message>
            <source>Exported</source>
            <translation>Exportado</translation>
        </message>
        <message>
            <source>%1 written. Phone numbers and e-mail addresses are masked.</source>
            <translation>Arquivo com %1. Telefones e e-mails estão mascarados.</translation>
        </message>
        <message>
            <source>The list was not exported</source>
            <translation>A lista não foi exportada</translation>
        </message>
        <message>
            <source>JSON lines (*.jsonl)</source>
            <translation>Linhas JSON (*.jsonl)</translation>
        </message>
        <message>
            <source>CSV (*.csv)</source>
            <translation>CSV (*.csv)</translation>
        </message>
        <message>
            <source>Export jobs</source>
            <translation>Exportar jobs</translation>
        </message>
        <message>
            <source>Cancel export</source>
            <translation>Cancelar exportação</translation>
        </message>
        <message>
            <source>%1 ticked of %2</source>
            <translation>%1 marcados de %2</translation>
        </message>
        <message>
            <source>No jobs yet</source>
            <translation>Nenhum job ainda</translation>
        </message>
        <message>
            <source>They appear with their queue.</source>
            <translation>Eles aparecem com a fila deles.</translation>
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
            <source>Refresh</source>
            <translation>Atualizar</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Configurações…</translation>
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
        <message>
            <source>Trato Console — demo</source>
            <translation>Trato Console — demonstração</translation>
        </message>
        <message>
            <source>Demo: a made-up shop. Messages reach nobody, and everything is deleted when you close it.</source>
            <translation>Demonstração: uma barbearia inventada. As mensagens não chegam a ninguém e tudo é apagado ao fechar.</translation>
        </message>
        <message>
            <source>Close the demo</source>
            <translation>Fechar a demonstração</translation>
        </message>
        <message>
            <source>Finishing what is in hand, then closing…</source>
            <translation>Terminando o que está em andamento para fechar…</translation>
        </message>
        <message>
            <source>Search…</source>
            <translation>Buscar…</translation>
        </message>
        <message>
            <source>What needs attention</source>
            <translation>O que precisa de atenção</translation>
        </message>
        <message>
            <source>New visit…</source>
            <translation>Novo atendimento…</translation>
        </message>
        <message>
            <source>First steps</source>
            <translation>Primeiros passos</translation>
        </message>
        <message>
            <source>Try the demo</source>
            <translation>Ver a demonstração</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atalhos de teclado</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Encerrar</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aparência</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como o sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clara</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Escura</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contraste</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Tell me on the desktop what needs attention</source>
            <translation>Avisar na área de trabalho o que precisa de atenção</translation>
        </message>
        <message>
            <source>Start with the computer</source>
            <translation>Abrir junto com o computador</translation>
        </message>
        <message>
            <source>The start with the computer was not changed</source>
            <translation>A abertura junto com o computador não foi alterada</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>Ação</translation>
        </message>
        <message>
            <source>Light look</source>
            <translation>Aparência clara</translation>
        </message>
        <message>
            <source>Dark look</source>
            <translation>Aparência escura</translation>
        </message>
        <message>
            <source>High contrast look</source>
            <translation>Aparência de alto contraste</translation>
        </message>
        <message>
            <source>Messages to clients…</source>
            <translation>Mensagens aos clientes…</translation>
        </message>
        <message>
            <source>Write a message…</source>
            <translation>Escrever uma mensagem…</translation>
        </message>
        <message>
            <source>Connect to the site…</source>
            <translation>Conectar ao site…</translation>
        </message>
        <message>
            <source>What became of messages</source>
            <translation>O que aconteceu com as mensagens</translation>
        </message>
        <message>
            <source>Texts of messages…</source>
            <translation>Textos das mensagens…</translation>
        </message>
        <message>
            <source>States and answers…</source>
            <translation>Estados e respostas…</translation>
        </message>
    </context>
    <context>
        <name>trato::OverviewPage</name>
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
            <source>last 24 h</source>
            <translation>últimas 24 h</translation>
        </message>
        <message>
            <source>No messages in the last 24 hours</source>
            <translation>Nenhuma mensagem nas últimas 24 horas</translation>
        </message>
        <message>
            <source>They appear here by the hour.</source>
            <translation>Elas aparecem aqui por hora.</translation>
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
        <message>
            <source>slowest first · last hour · choose one to see its line</source>
            <translation>mais lentos primeiro · última hora · escolha um para ver sua linha</translation>
        </message>
        <message>
            <source>Show everything again, not only %1</source>
            <translation>Mostrar tudo de novo, não só %1</translation>
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
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Will go out</source>
            <translation>Vai sair</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Não sai</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Ligada</translation>
        </message>
        <message>
            <source>%1 would go out</source>
            <translation>A enviar: %1</translation>
        </message>
        <message>
            <source>Does not go out: %1</source>
            <translation>Não sai: %1</translation>
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
        <message>
            <source>Nothing ran in this time</source>
            <translation>Nada foi executado neste período</translation>
        </message>
        <message>
            <source>Choose a longer one above.</source>
            <translation>Escolha um período maior acima.</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Mais</translation>
        </message>
        <message>
            <source>Rate-limited</source>
            <translation>Limite de ritmo</translation>
        </message>
        <message>
            <source>Worked on</source>
            <translation>Quem atende</translation>
        </message>
        <message>
            <source>Work here</source>
            <translation>Atender aqui</translation>
        </message>
        <message>
            <source>Only watch</source>
            <translation>Só acompanhar</translation>
        </message>
    </context>
    <context>
        <name>trato::ScheduleDialog</name>
        <message>
            <source>%1 · in %2</source>
            <translation>%1 · daqui a %2</translation>
        </message>
        <message>
            <source>New schedule</source>
            <translation>Novo agendamento</translation>
        </message>
        <message>
            <source>Planned</source>
            <translation>Planejado</translation>
        </message>
        <message>
            <source>How</source>
            <translation>Como</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
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
            <source>Remove…</source>
            <translation>Remover…</translation>
        </message>
        <message>
            <source>As people call it</source>
            <translation>Como as pessoas chamam</translation>
        </message>
        <message>
            <source>Minute, hour, day, month, weekday; or @daily, @weekly, @monthly</source>
            <translation>Minuto, hora, dia, mês, dia da semana; ou @daily, @weekly, @monthly</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>Id</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regra</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Fuso horário</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dados</translation>
        </message>
        <message>
            <source>When missed</source>
            <translation>Se perdido</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>No máximo</translation>
        </message>
        <message>
            <source>Tries</source>
            <translation>Tentativas</translation>
        </message>
        <message>
            <source>Meaning of the rule</source>
            <translation>Significado da regra</translation>
        </message>
        <message>
            <source>Next five times</source>
            <translation>Próximos cinco horários</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>newest first</source>
            <translation>mais recentes primeiro</translation>
        </message>
        <message>
            <source>What the run did</source>
            <translation>O que a execução fez</translation>
        </message>
        <message>
            <source>Try without removing</source>
            <translation>Testar sem remover</translation>
        </message>
        <message>
            <source>It has not run yet</source>
            <translation>Ainda não foi executado</translation>
        </message>
        <message>
            <source>What becomes of each planned time appears here.</source>
            <translation>O destino de cada horário planejado aparece aqui.</translation>
        </message>
        <message>
            <source>Remove this schedule?</source>
            <translation>Remover este agendamento?</translation>
        </message>
        <message>
            <source>“%1” no longer runs, and its history is forgotten. Jobs it has started stay.</source>
            <translation>“%1” não será mais executado e o histórico será apagado. Os jobs já iniciados ficam.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remover</translation>
        </message>
        <message>
            <source>the shop: caught up when missed, with a history</source>
            <translation>a barbearia: recupera o que passou e tem histórico</translation>
        </message>
        <message>
            <source>its queue: any BullMQ worker continues it</source>
            <translation>a fila: qualquer worker do BullMQ o continua</translation>
        </message>
        <message>
            <source>by the rule</source>
            <translation>pela regra</translation>
        </message>
        <message>
            <source> ms</source>
            <translation> ms</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>sem limite</translation>
        </message>
        <message>
            <source>Kept by</source>
            <translation>Guardado por</translation>
        </message>
        <message>
            <source>Or every</source>
            <translation>Ou a cada</translation>
        </message>
        <message>
            <source>Runs at most</source>
            <translation>Execuções no máximo</translation>
        </message>
        <message>
            <source>“%1” no longer runs, whoever works on its queue. Jobs it has started stay.</source>
            <translation>“%1” não roda mais, seja quem for que trabalhe na fila. As tarefas já iniciadas ficam.</translation>
        </message>
    </context>
    <context>
        <name>trato::SchedulesCard</name>
        <message>
            <source>paused</source>
            <translation>pausado</translation>
        </message>
        <message>
            <source>never</source>
            <translation>nunca</translation>
        </message>
        <message>
            <source>Scheduled (cron)</source>
            <translation>Agendados (cron)</translation>
        </message>
        <message>
            <source>The schedule was not run</source>
            <translation>O agendamento não foi executado</translation>
        </message>
        <message>
            <source>The schedule was not changed</source>
            <translation>O agendamento não foi alterado</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tarefa</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Próxima</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Última</translation>
        </message>
        <message>
            <source>New…</source>
            <translation>Novo…</translation>
        </message>
        <message>
            <source>New schedule</source>
            <translation>Novo agendamento</translation>
        </message>
        <message>
            <source>Run now</source>
            <translation>Executar agora</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Rule and history…</source>
            <translation>Regra e histórico…</translation>
        </message>
        <message>
            <source>Nothing is scheduled</source>
            <translation>Nada agendado</translation>
        </message>
        <message>
            <source>“New…” starts a job by the clock.</source>
            <translation>“Novo…” inicia um job por horário.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Retomar</translation>
        </message>
        <message>
            <source>Kept by the queue “%1” as a BullMQ job scheduler: any worker there continues it.</source>
            <translation>Guardado na fila “%1” como job scheduler do BullMQ: qualquer worker de lá o continua.</translation>
        </message>
        <message>
            <source>A schedule that its queue keeps cannot be paused. Pause the queue, or remove the schedule.</source>
            <translation>Um agendamento guardado na fila não pode ser pausado. Pause a fila ou remova o agendamento.</translation>
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
        <name>trato::StartTrouble</name>
        <message>
            <source>The folder with your shop&apos;s data cannot be written. Check that its disk is there, has room, and that you may change files in it; then start again.</source>
            <translation>A pasta com os dados da sua barbearia não pode ser gravada. Verifique se o disco está lá, se tem espaço e se você pode alterar arquivos nela; depois abra o programa de novo.</translation>
        </message>
        <message>
            <source>The disk is full. Free some space, then start again. Nothing is lost.</source>
            <translation>O disco está cheio. Libere espaço e abra o programa de novo. Nada se perdeu.</translation>
        </message>
        <message>
            <source>Another program works on your shop&apos;s data. Close it, then start again.</source>
            <translation>Outro programa está usando os dados da sua barbearia. Feche-o e abra este de novo.</translation>
        </message>
        <message>
            <source>A file with your shop&apos;s data is damaged or was written by a newer version. Update the program, or restore a safety copy.</source>
            <translation>Um arquivo com os dados da sua barbearia está danificado ou foi gravado por uma versão mais nova. Atualize o programa ou restaure uma cópia de segurança.</translation>
        </message>
        <message>
            <source>Your shop&apos;s data cannot be opened. Start the computer again; if that does not help, show the details below to whoever looks after it.</source>
            <translation>Os dados da sua barbearia não podem ser abertos. Reinicie o computador; se não adiantar, mostre os detalhes abaixo a quem cuida dele.</translation>
        </message>
        <message>
            <source>Trato Console cannot start</source>
            <translation>O Trato Console não pode abrir</translation>
        </message>
    </context>
    <context>
        <name>trato::SpanChips</name>
        <message>
            <source>1 year</source>
            <translation>1 ano</translation>
        </message>
        <message>
            <source>%1 d</source>
            <translation>%1 d</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 h</translation>
        </message>
        <message>
            <source>Show the last %1</source>
            <translation>Mostrar: último período de %1</translation>
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
            <source>%1 · process %2 · running for %3</source>
            <translation>%1 · processo %2 · ativo há %3</translation>
        </message>
        <message>
            <source>since start</source>
            <translation>desde o início</translation>
        </message>
        <message>
            <source>Check-up</source>
            <translation>Diagnóstico</translation>
        </message>
        <message>
            <source>The shop was not taken over</source>
            <translation>A barbearia não foi assumida</translation>
        </message>
        <message>
            <source>Take over the shop…</source>
            <translation>Assumir a barbearia…</translation>
        </message>
        <message>
            <source>in another program</source>
            <translation>em outro programa</translation>
        </message>
        <message>
            <source>elsewhere, %1</source>
            <translation>em outro lugar, %1</translation>
        </message>
        <message>
            <source>%1 stands by</source>
            <translation>%1 está de prontidão</translation>
        </message>
        <message>
            <source>%1 works</source>
            <translation>%1 trabalha</translation>
        </message>
        <message>
            <source>Take over the shop?</source>
            <translation>Assumir a barbearia?</translation>
        </message>
        <message>
            <source>From now on this computer plans the reminders, sends the messages and runs the schedules, from its own diary. The engine that did so until now stands by.</source>
            <translation>A partir de agora este computador planeja os lembretes, envia as mensagens e executa os agendamentos, com a agenda dele. O motor que fazia isso até agora fica de prontidão.</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Assumir</translation>
        </message>
        <message>
            <source>%1 is silent, last seen %2 ago</source>
            <translation>%1 em silêncio, visto pela última vez há %2</translation>
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
        <message>
            <source>Please type the client&apos;s name.</source>
            <translation>Digite o nome do cliente.</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitsPanel</name>
        <message>
            <source>Upcoming visits and reminders</source>
            <translation>Próximos atendimentos e lembretes</translation>
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
            <translation>Fora da agenda</translation>
        </message>
        <message>
            <source>Payment received…</source>
            <translation>Recebi o pagamento…</translation>
        </message>
        <message>
            <source>No visits in the coming days</source>
            <translation>Nenhum atendimento nos próximos dias</translation>
        </message>
        <message>
            <source>The diary has visits from %1 to %2.</source>
            <translation>A agenda tem atendimentos de %1 a %2.</translation>
        </message>
        <message>
            <source>Show in the diary</source>
            <translation>Mostrar na agenda</translation>
        </message>
    </context>
    <context>
        <name>trato::format</name>
        <message>
            <source>MM-dd HH:mm</source>
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
            <extracomment>An age: &quot;4 min ago&quot;.</extracomment>
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
            <translation>Atendido</translation>
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
        <message>
            <source>Write five values: minute, hour, day, month, weekday</source>
            <translation>Escreva cinco valores: minuto, hora, dia, mês, dia da semana</translation>
        </message>
        <message>
            <source>This short form is unknown. Use @daily, @weekly, @monthly …</source>
            <translation>Esta forma curta não existe. Use @daily, @weekly, @monthly …</translation>
        </message>
        <message>
            <source>This value cannot be understood</source>
            <translation>Não dá para entender este valor</translation>
        </message>
        <message>
            <source>This value is too small or too large</source>
            <translation>Este valor é pequeno ou grande demais</translation>
        </message>
        <message>
            <source>The range ends before it begins</source>
            <translation>O intervalo termina antes de começar</translation>
        </message>
        <message>
            <source>The step is not possible</source>
            <translation>Este passo não é possível</translation>
        </message>
        <message>
            <source>A month has weekdays number 1 to 5</source>
            <translation>Um mês tem dias da semana de número 1 a 5</translation>
        </message>
        <message>
            <source>That day never comes</source>
            <translation>Esse dia nunca chega</translation>
        </message>
        <message>
            <source>Use small letters, digits, - and _, at most 64</source>
            <translation>Use letras minúsculas, dígitos, - e _, no máximo 64</translation>
        </message>
        <message>
            <source>At most 100 characters</source>
            <translation>No máximo 100 caracteres</translation>
        </message>
        <message>
            <source>Name a queue, without ':'</source>
            <translation>Informe uma fila, sem ':'</translation>
        </message>
        <message>
            <source>Name the job</source>
            <translation>Informe o job</translation>
        </message>
        <message>
            <source>This is not JSON</source>
            <translation>Isto não é JSON</translation>
        </message>
        <message>
            <source>1 to 100 is possible</source>
            <translation>De 1 a 100 é possível</translation>
        </message>
        <message>
            <source>The schedule no longer exists</source>
            <translation>O agendamento não existe mais</translation>
        </message>
        <message>
            <source>There is no safety copy of this name</source>
            <translation>Não há cópia de segurança com este nome</translation>
        </message>
        <message>
            <source>The list of what is in it cannot be read</source>
            <translation>A lista do que ela contém não pode ser lida</translation>
        </message>
        <message>
            <source>A file of it is missing or was changed</source>
            <translation>Um arquivo dela falta ou foi alterado</translation>
        </message>
        <message>
            <source>A database of it is damaged</source>
            <translation>Um banco de dados dela está danificado</translation>
        </message>
        <message>
            <source>A database of it has another number of rows</source>
            <translation>Um banco de dados dela tem outro número de linhas</translation>
        </message>
        <message>
            <source>A newer version of the program made it</source>
            <translation>Uma versão mais nova do programa a fez</translation>
        </message>
        <message>
            <source>A safety copy is being made</source>
            <translation>Uma cópia de segurança está sendo feita</translation>
        </message>
        <message>
            <source>There is too little free disk space for a safety copy</source>
            <translation>Há pouco espaço livre em disco para uma cópia de segurança</translation>
        </message>
        <message>
            <source>The program runs on this profile. Quit it first</source>
            <translation>O programa está em uso neste perfil. Feche-o antes</translation>
        </message>
        <message>
            <source>Only a clean-up can be tried without changing anything</source>
            <translation>Só uma limpeza pode ser testada sem mudar nada</translation>
        </message>
        <message>
            <source>There is a schedule with this id already</source>
            <translation>Já existe um agendamento com este id</translation>
        </message>
        <message>
            <source>No safety copy has been made for days. See the System tab.</source>
            <translation>Há dias não é feita uma cópia de segurança. Veja a aba Sistema.</translation>
        </message>
        <message>
            <source>Safety copies kept</source>
            <translation>Cópias de segurança guardadas</translation>
        </message>
        <message>
            <source>Keep finished jobs for (days)</source>
            <translation>Guardar jobs encerrados por (dias)</translation>
        </message>
        <message>
            <source>Keep texts of messages for (days)</source>
            <translation>Guardar textos de mensagens por (dias)</translation>
        </message>
        <message>
            <source>Keep what became of messages for (days)</source>
            <translation>Guardar o destino das mensagens por (dias)</translation>
        </message>
        <message>
            <source>Keep old logs for (days)</source>
            <translation>Guardar registros antigos por (dias)</translation>
        </message>
        <message>
            <source>Safety copies</source>
            <translation>Cópias de segurança</translation>
        </message>
        <message>
            <source>Clean-up</source>
            <translation>Limpeza</translation>
        </message>
        <message>
            <source>Second</source>
            <translation>Segundo</translation>
        </message>
        <message>
            <source>Minute</source>
            <translation>Minuto</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mês</translation>
        </message>
        <message>
            <source>Weekday</source>
            <translation>Dia da semana</translation>
        </message>
        <message>
            <source>Rule</source>
            <translation>Regra</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Dados</translation>
        </message>
        <message>
            <source>Missed times that are caught up</source>
            <translation>Horários perdidos que são recuperados</translation>
        </message>
        <message>
            <source>Tries</source>
            <translation>Tentativas</translation>
        </message>
        <message>
            <source>Restore a backup of this file, or update the program if a newer one wrote it.</source>
            <translation>Restaure uma cópia deste arquivo ou, se uma versão mais nova o gravou, atualize o programa.</translation>
        </message>
        <message>
            <source>Free text</source>
            <translation>Texto livre</translation>
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
            <source>The client&apos;s name is missing</source>
            <translation>Falta o nome do cliente</translation>
        </message>
        <message>
            <source>MM-dd</source>
            <extracomment>A day on the axis of a chart; Qt date format.</extracomment>
            <translation>dd/MM</translation>
        </message>
        <message numerus="yes">
            <source>%1 more</source>
            <translation>
                <numerusform>mais %1</numerusform>
                <numerusform>mais %1</numerusform>
            </translation>
        </message>
        <message>
            <source>the next job has been due for %1</source>
            <translation>o próximo job está atrasado há %1</translation>
        </message>
        <message>
            <source>a job is late</source>
            <translation>um job está atrasado</translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) wait</source>
            <translation>
                <numerusform>%1 job aguarda</numerusform>
                <numerusform>%1 jobs aguardam</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 job(s) failed in the last hour</source>
            <translation>
                <numerusform>%1 job falhou na última hora</numerusform>
                <numerusform>%1 jobs falharam na última hora</numerusform>
            </translation>
        </message>
        <message>
            <source>it cannot be read: %1</source>
            <translation>não se consegue ler: %1</translation>
        </message>
        <message numerus="yes">
            <source>nobody works on it: %1 wait</source>
            <translation>
                <numerusform>ninguém trabalha nela: %1 aguarda</numerusform>
                <numerusform>ninguém trabalha nela: %1 aguardam</numerusform>
            </translation>
        </message>
        <message>
            <source>running</source>
            <comment>try</comment>
            <translation>em execução</translation>
        </message>
        <message>
            <source>completed</source>
            <comment>try</comment>
            <translation>concluída</translation>
        </message>
        <message>
            <source>failed</source>
            <comment>try</comment>
            <translation>falhou</translation>
        </message>
        <message>
            <source>put off</source>
            <comment>try</comment>
            <translation>adiada</translation>
        </message>
        <message>
            <source>worker lost</source>
            <comment>try</comment>
            <translation>worker perdido</translation>
        </message>
        <message numerus="yes">
            <source>%1 client(s)</source>
            <translation>
                <numerusform>%1 cliente</numerusform>
                <numerusform>%1 clientes</numerusform>
            </translation>
        </message>
        <message>
            <source>There is no diary file</source>
            <translation>Não há arquivo de agenda</translation>
        </message>
        <message>
            <source>The file may not be read</source>
            <translation>O arquivo não pode ser lido</translation>
        </message>
        <message>
            <source>Not one entry could be understood</source>
            <translation>Nenhuma entrada pôde ser lida</translation>
        </message>
        <message>
            <source>The address (DIARY_URL) is missing</source>
            <translation>Falta o endereço (DIARY_URL)</translation>
        </message>
        <message>
            <source>The address must begin with https://</source>
            <translation>O endereço precisa começar com https://</translation>
        </message>
        <message>
            <source>The calendar has no events</source>
            <translation>O calendário não tem eventos</translation>
        </message>
        <message>
            <source>This client waits already</source>
            <translation>Este cliente já está na fila</translation>
        </message>
        <message>
            <source>This does not fit any more: the client was attended or left</source>
            <translation>Não cabe mais: o cliente foi atendido ou foi embora</translation>
        </message>
        <message>
            <source>Nobody waits for this</source>
            <translation>Ninguém espera por isso</translation>
        </message>
        <message>
            <source>This name is there already</source>
            <translation>Este nome já existe</translation>
        </message>
        <message>
            <source>The name is too long</source>
            <translation>O nome é longo demais</translation>
        </message>
        <message>
            <source>Write hours as 09:00-12:00, 13:00-19:00</source>
            <translation>Escreva os horários como 09:00-12:00, 13:00-19:00</translation>
        </message>
        <message>
            <source>Hours begin before they end, inside one day</source>
            <translation>O horário começa antes de terminar, no mesmo dia</translation>
        </message>
        <message>
            <source>Hours of one day overlap</source>
            <translation>Há horários sobrepostos no mesmo dia</translation>
        </message>
        <message>
            <source>There are too many hours</source>
            <translation>Há horários demais</translation>
        </message>
        <message>
            <source>This day is no holiday: the shop works anyway</source>
            <translation>Este dia não é feriado: a barbearia já abre</translation>
        </message>
        <message>
            <source>It is between 1 and 1,440 minutes</source>
            <translation>Fica entre 1 e 1.440 minutos</translation>
        </message>
        <message>
            <source>The time zone is unknown</source>
            <translation>O fuso horário é desconhecido</translation>
        </message>
        <message>
            <source>An entry of whole days is no visit</source>
            <translation>Uma entrada de dia inteiro não é atendimento</translation>
        </message>
        <message>
            <source>The entry is too large</source>
            <translation>A entrada é grande demais</translation>
        </message>
        <message>
            <source>The repetition is of a kind that is not understood</source>
            <translation>A repetição é de um tipo que não se entende</translation>
        </message>
        <message>
            <source>The repetition has too many steps</source>
            <translation>A repetição tem passos demais</translation>
        </message>
        <message>
            <source>Give the entry a start and an end on one day</source>
            <translation>Dê à entrada um início e um fim no mesmo dia</translation>
        </message>
        <message>
            <source>Write the client into the title, as in “João - Corte”</source>
            <translation>Escreva o cliente no título, como em “João - Corte”</translation>
        </message>
        <message>
            <source>Repeat it by day, week, month or year</source>
            <translation>Repita por dia, semana, mês ou ano</translation>
        </message>
        <message>
            <source>Remove one of the two</source>
            <translation>Remova uma das duas</translation>
        </message>
        <message>
            <source>The watched diary file could not be imported.</source>
            <translation>Não foi possível importar o arquivo da agenda acompanhada.</translation>
        </message>
        <message>
            <source>The calendar at the given address could not be imported.</source>
            <translation>Não foi possível importar o calendário do endereço informado.</translation>
        </message>
        <message>
            <source>File or folder that is imported when it changes</source>
            <translation>Arquivo ou pasta importada quando muda</translation>
        </message>
        <message>
            <source>Import the calendar address every (min, 0 = never)</source>
            <translation>Importar o endereço do calendário a cada (min, 0 = nunca)</translation>
        </message>
        <message>
            <source>Working hours</source>
            <translation>Horário de trabalho</translation>
        </message>
        <message>
            <source>New Year</source>
            <translation>Ano-Novo</translation>
        </message>
        <message>
            <source>Carnival</source>
            <translation>Carnaval</translation>
        </message>
        <message>
            <source>Good Friday</source>
            <translation>Sexta-feira Santa</translation>
        </message>
        <message>
            <source>Tiradentes Day</source>
            <translation>Tiradentes</translation>
        </message>
        <message>
            <source>Labour Day</source>
            <translation>Dia do Trabalho</translation>
        </message>
        <message>
            <source>Corpus Christi</source>
            <translation>Corpus Christi</translation>
        </message>
        <message>
            <source>Independence Day</source>
            <translation>Independência</translation>
        </message>
        <message>
            <source>Our Lady of Aparecida</source>
            <translation>Nossa Senhora Aparecida</translation>
        </message>
        <message>
            <source>All Souls&apos; Day</source>
            <translation>Finados</translation>
        </message>
        <message>
            <source>Republic Day</source>
            <translation>Proclamação da República</translation>
        </message>
        <message>
            <source>Black Awareness Day</source>
            <translation>Consciência Negra</translation>
        </message>
        <message>
            <source>Christmas</source>
            <translation>Natal</translation>
        </message>
        <message>
            <source>Confirmation of a visit</source>
            <translation>Confirmação do horário</translation>
        </message>
        <message>
            <source>Visit was moved</source>
            <translation>Horário remarcado</translation>
        </message>
        <message>
            <source>Visit was cancelled</source>
            <translation>Horário cancelado</translation>
        </message>
        <message>
            <source>Confirmation of a payment</source>
            <translation>Confirmação de pagamento</translation>
        </message>
        <message>
            <source>Place in the line</source>
            <translation>Posição na fila</translation>
        </message>
        <message>
            <source>Third in the line</source>
            <translation>Terceiro da fila</translation>
        </message>
        <message>
            <source>Next in the line</source>
            <translation>Próximo da fila</translation>
        </message>
        <message>
            <source>Called from the line</source>
            <translation>Chamado da fila</translation>
        </message>
        <message>
            <source>the day before the visit</source>
            <translation>na véspera do horário</translation>
        </message>
        <message>
            <source>shortly before the visit</source>
            <translation>pouco antes do horário</translation>
        </message>
        <message>
            <source>when a visit is booked</source>
            <translation>quando um horário é marcado</translation>
        </message>
        <message>
            <source>when a visit gets another time</source>
            <translation>quando o horário muda</translation>
        </message>
        <message>
            <source>when a visit is cancelled</source>
            <translation>quando o horário é cancelado</translation>
        </message>
        <message>
            <source>when a payment is recorded</source>
            <translation>quando um pagamento é registrado</translation>
        </message>
        <message>
            <source>when two are still ahead</source>
            <translation>quando ainda há dois na frente</translation>
        </message>
        <message>
            <source>when nobody is ahead</source>
            <translation>quando não há mais ninguém na frente</translation>
        </message>
        <message>
            <source>when it is the client's turn</source>
            <translation>quando chega a vez do cliente</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Dinheiro</translation>
        </message>
        <message>
            <source>Debit card</source>
            <translation>Cartão de débito</translation>
        </message>
        <message>
            <source>Credit card</source>
            <translation>Cartão de crédito</translation>
        </message>
        <message>
            <source>Another way</source>
            <translation>Outra forma</translation>
        </message>
        <message>
            <source>Messages that one import may cause (0 = none)</source>
            <translation>Mensagens que uma importação pode gerar (0 = nenhuma)</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>The visit is open again</source>
            <translation>O horário está marcado de novo</translation>
        </message>
        <message>
            <source>The payment was taken back</source>
            <translation>O pagamento foi desfeito</translation>
        </message>
        <message>
            <source>The line has moved on</source>
            <translation>A fila já andou</translation>
        </message>
        <message>
            <source>Switched off for this shop</source>
            <translation>Desligada nesta unidade</translation>
        </message>
        <message>
            <source>No payment is recorded for this visit</source>
            <translation>Não há pagamento registrado neste atendimento</translation>
        </message>
        <message>
            <source>It must be more than zero</source>
            <translation>Precisa ser maior que zero</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>WhatsApp does not accept the access token. Create a new one at Meta and store it; messages wait until then.</source>
            <translation>O WhatsApp não aceita o token de acesso. Crie um novo na Meta e guarde-o; até lá as mensagens esperam.</translation>
        </message>
        <message>
            <source>The shop's number is not ready at Meta. Open the WhatsApp Manager and see what is missing.</source>
            <translation>O número da barbearia não está pronto na Meta. Abra o Gerenciador do WhatsApp e veja o que falta.</translation>
        </message>
        <message>
            <source>Meta has restricted the shop's account. Open the WhatsApp Manager and follow what it asks.</source>
            <translation>A Meta restringiu a conta da barbearia. Abra o Gerenciador do WhatsApp e faça o que ele pede.</translation>
        </message>
        <message>
            <source>Meta could not charge for the messages. Check the means of payment in the WhatsApp Manager.</source>
            <translation>A Meta não conseguiu cobrar pelas mensagens. Confira a forma de pagamento no Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>WhatsApp asks for a pause: too many messages in a short time. It is tried again by itself while it is useful.</source>
            <translation>O WhatsApp pede uma pausa: mensagens demais em pouco tempo. O envio é tentado de novo sozinho enquanto for útil.</translation>
        </message>
        <message>
            <source>Meta slows the number down because clients blocked or reported messages. Write less for some days.</source>
            <translation>A Meta está segurando o número porque clientes bloquearam ou denunciaram mensagens. Escreva menos por alguns dias.</translation>
        </message>
        <message>
            <source>WhatsApp has a fault of its own. While it is useful, it is tried again by itself; if it failed for good, send it again later.</source>
            <translation>O WhatsApp está com um problema. Enquanto for útil, o envio é tentado de novo sozinho; se falhou de vez, envie de novo mais tarde.</translation>
        </message>
        <message>
            <source>The connection to WhatsApp broke off; the message may have arrived. Look into the conversation before sending it again.</source>
            <translation>A conexão com o WhatsApp caiu; a mensagem pode ter chegado. Veja a conversa antes de enviar de novo.</translation>
        </message>
        <message>
            <source>WhatsApp could not read the message. Compare the template's text here with the one in the WhatsApp Manager.</source>
            <translation>O WhatsApp não entendeu a mensagem. Compare o texto do modelo daqui com o do Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>The text does not fit the template at Meta. Compare the template here with the one in the WhatsApp Manager.</source>
            <translation>O texto não combina com o modelo na Meta. Compare o modelo daqui com o do Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>Meta has no such approved template in this language. Check its name and language in the WhatsApp Manager.</source>
            <translation>A Meta não tem este modelo aprovado neste idioma. Confira o nome e o idioma no Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>Meta stopped this template, mostly because clients rated it badly. See it in the WhatsApp Manager and change its text.</source>
            <translation>A Meta parou este modelo, quase sempre porque clientes o avaliaram mal. Veja-o no Gerenciador do WhatsApp e mude o texto.</translation>
        </message>
        <message>
            <source>Meta switched this template off for good. Make another one in the WhatsApp Manager.</source>
            <translation>A Meta desligou este modelo de vez. Crie outro no Gerenciador do WhatsApp.</translation>
        </message>
        <message>
            <source>The client's number cannot get messages by WhatsApp. Check the number, or call.</source>
            <translation>O número do cliente não recebe mensagens pelo WhatsApp. Confira o número ou telefone.</translation>
        </message>
        <message>
            <source>The shop has blocked this client in WhatsApp. Unblock the client, then send again.</source>
            <translation>A barbearia bloqueou este cliente no WhatsApp. Desbloqueie e envie de novo.</translation>
        </message>
        <message>
            <source>The client has the shop's own number. Correct the client's phone.</source>
            <translation>O cliente está com o número da própria barbearia. Corrija o telefone dele.</translation>
        </message>
        <message>
            <source>Meta's test number writes only to numbers on its list. Add the client's number there, or use the shop's own.</source>
            <translation>O número de teste da Meta só escreve para números da lista dele. Inclua o do cliente ou use o número da barbearia.</translation>
        </message>
        <message>
            <source>The shop's account may not write to this country. Call, or use another way.</source>
            <translation>A conta da barbearia não pode escrever para este país. Telefone ou use outro meio.</translation>
        </message>
        <message>
            <source>Free text goes out only within 24 hours of the client's own message. Send a template.</source>
            <translation>Texto livre só sai até 24 horas depois de uma mensagem do próprio cliente. Envie um modelo.</translation>
        </message>
        <message>
            <source>Meta held the message back so that the client does not get too many. Call, or try tomorrow.</source>
            <translation>A Meta segurou a mensagem para o cliente não receber demais. Telefone ou tente amanhã.</translation>
        </message>
        <message>
            <source>The client wants no advertising by WhatsApp. Do not send it again.</source>
            <translation>O cliente não quer propaganda pelo WhatsApp. Não envie de novo.</translation>
        </message>
        <message>
            <source>Advertising is switched off for the shop's account at Meta. Switch it on there if you want it.</source>
            <translation>A propaganda está desligada na conta da barbearia na Meta. Ligue lá, se quiser.</translation>
        </message>
        <message>
            <source>WhatsApp was not reached. Check the connection to the Internet.</source>
            <translation>Não foi possível falar com o WhatsApp. Confira a conexão com a internet.</translation>
        </message>
        <message>
            <source>WhatsApp refused the message. The code says why; search for it in Meta's help.</source>
            <translation>O WhatsApp recusou a mensagem. O código diz o motivo; procure por ele na ajuda da Meta.</translation>
        </message>
        <message>
            <source>Too late by now, never sent. %1</source>
            <translation>Tarde demais, não foi enviada. %1</translation>
        </message>
        <message>
            <source>Redis connection</source>
            <translation>Conexão com o Redis</translation>
        </message>
        <message>
            <source>Redis role</source>
            <translation>Papel do Redis</translation>
        </message>
        <message>
            <source>Redis version</source>
            <translation>Versão do Redis</translation>
        </message>
        <message>
            <source>Redis memory</source>
            <translation>Memória do Redis</translation>
        </message>
        <message>
            <source>Redis durability</source>
            <translation>Durabilidade do Redis</translation>
        </message>
        <message>
            <source>Redis rights</source>
            <translation>Permissões no Redis</translation>
        </message>
        <message>
            <source>Clock of the Redis server</source>
            <translation>Relógio do servidor Redis</translation>
        </message>
        <message>
            <source>Queues on Redis</source>
            <translation>Filas no Redis</translation>
        </message>
        <message>
            <source>Nobody listens at this address. Start Redis, or correct host and port.</source>
            <translation>Ninguém atende neste endereço. Inicie o Redis ou corrija o servidor e a porta.</translation>
        </message>
        <message>
            <source>There is no computer of this name. Correct the host.</source>
            <translation>Não existe computador com este nome. Corrija o servidor.</translation>
        </message>
        <message>
            <source>There is no way to this computer. Look at network and firewall.</source>
            <translation>Não há caminho até este computador. Confira a rede e o firewall.</translation>
        </message>
        <message>
            <source>The server does not answer in time. Look at network, firewall and the server&apos;s load.</source>
            <translation>O servidor não responde a tempo. Confira a rede, o firewall e a carga do servidor.</translation>
        </message>
        <message>
            <source>The server ended the connection. Its log says why.</source>
            <translation>O servidor encerrou a conexão. O registro dele diz o motivo.</translation>
        </message>
        <message>
            <source>There is no such local socket. Correct the path, or start Redis.</source>
            <translation>Este soquete local não existe. Corrija o caminho ou inicie o Redis.</translation>
        </message>
        <message>
            <source>This user may not open the local socket. Change its permissions.</source>
            <translation>Este usuário não pode abrir o soquete local. Mude as permissões dele.</translation>
        </message>
        <message>
            <source>The server&apos;s certificate is signed by nobody this computer knows. Name the authority&apos;s file in REDIS_TLS_CA_FILE.</source>
            <translation>O certificado do servidor não foi assinado por ninguém que este computador conheça. Informe o arquivo da autoridade em REDIS_TLS_CA_FILE.</translation>
        </message>
        <message>
            <source>The server&apos;s certificate is for another name. Use that name, or set REDIS_TLS_SERVER_NAME.</source>
            <translation>O certificado do servidor é de outro nome. Use esse nome ou defina REDIS_TLS_SERVER_NAME.</translation>
        </message>
        <message>
            <source>The server&apos;s certificate is not valid today. Renew it, and look at this computer&apos;s clock.</source>
            <translation>O certificado do servidor não vale hoje. Renove-o e confira o relógio deste computador.</translation>
        </message>
        <message>
            <source>The server wants a certificate from us. Set REDIS_TLS_CERT_FILE and REDIS_TLS_KEY_FILE.</source>
            <translation>O servidor exige um certificado nosso. Defina REDIS_TLS_CERT_FILE e REDIS_TLS_KEY_FILE.</translation>
        </message>
        <message>
            <source>This port speaks without TLS. Use redis://, or the server&apos;s TLS port.</source>
            <translation>Esta porta fala sem TLS. Use redis:// ou a porta TLS do servidor.</translation>
        </message>
        <message>
            <source>This port speaks TLS. Use rediss://.</source>
            <translation>Esta porta fala TLS. Use rediss://.</translation>
        </message>
        <message>
            <source>TLS could not be agreed on. The detail says more.</source>
            <translation>Não houve acordo sobre o TLS. O detalhe diz mais.</translation>
        </message>
        <message>
            <source>A certificate file of ours cannot be read. Correct the path or the file.</source>
            <translation>Um arquivo de certificado nosso não pode ser lido. Corrija o caminho ou o arquivo.</translation>
        </message>
        <message>
            <source>The server wants a password. Set REDIS_PASSWORD, and REDIS_USERNAME for an ACL user.</source>
            <translation>O servidor pede senha. Defina REDIS_PASSWORD e, para um usuário de ACL, REDIS_USERNAME.</translation>
        </message>
        <message>
            <source>User or password is wrong. Correct REDIS_USERNAME and REDIS_PASSWORD.</source>
            <translation>Usuário ou senha incorretos. Corrija REDIS_USERNAME e REDIS_PASSWORD.</translation>
        </message>
        <message>
            <source>The server takes only its own computer until it has a password. Set one there.</source>
            <translation>Sem senha, o servidor só aceita o próprio computador. Defina uma senha nele.</translation>
        </message>
        <message>
            <source>This user may not choose a database. Allow SELECT, or use database 0.</source>
            <translation>Este usuário não pode escolher o banco. Libere SELECT ou use o banco 0.</translation>
        </message>
        <message>
            <source>The server has no database of this number. Use a smaller one.</source>
            <translation>O servidor não tem banco com este número. Use um menor.</translation>
        </message>
        <message>
            <source>This is a node of a cluster, which is not supported. Use one Redis server.</source>
            <translation>Este é um nó de cluster, que não é suportado. Use um servidor Redis único.</translation>
        </message>
        <message>
            <source>This is a Sentinel. Use the address of the server that takes the writes.</source>
            <translation>Este é um Sentinel. Use o endereço do servidor que recebe as gravações.</translation>
        </message>
        <message>
            <source>This server is a copy that takes no writes. Use the address of its primary.</source>
            <translation>Este servidor é uma cópia que não recebe gravações. Use o endereço do principal.</translation>
        </message>
        <message>
            <source>The server still loads its data, or waits for its primary. Try again soon.</source>
            <translation>O servidor ainda carrega os dados ou espera pelo principal. Tente de novo em breve.</translation>
        </message>
        <message>
            <source>The server takes no more connections. Raise maxclients there, or end idle clients.</source>
            <translation>O servidor não aceita mais conexões. Aumente maxclients nele ou encerre clientes parados.</translation>
        </message>
        <message>
            <source>What answers there is not Redis. Correct the port.</source>
            <translation>O que responde ali não é o Redis. Corrija a porta.</translation>
        </message>
        <message>
            <source>Update Redis to 6.2 or newer.</source>
            <translation>Atualize o Redis para a versão 6.2 ou mais nova.</translation>
        </message>
        <message>
            <source>It works, but Redis 7.0.8 or newer wakes idle workers more exactly.</source>
            <translation>Funciona, mas o Redis 7.0.8 ou mais novo acorda os workers parados com mais precisão.</translation>
        </message>
        <message>
            <source>When memory is full, this server throws queue data away. Set maxmemory-policy to noeviction.</source>
            <translation>Com a memória cheia, este servidor joga dados das filas fora. Defina maxmemory-policy como noeviction.</translation>
        </message>
        <message>
            <source>The memory is nearly full; then nothing can be queued. Raise maxmemory, or keep fewer finished jobs.</source>
            <translation>A memória está quase cheia; aí nada entra nas filas. Aumente maxmemory ou guarde menos jobs concluídos.</translation>
        </message>
        <message>
            <source>A restart of the server loses every job. Switch the append-only file on.</source>
            <translation>Se o servidor reiniciar, todos os jobs se perdem. Ligue o appendonly.</translation>
        </message>
        <message>
            <source>A crash of the server loses the jobs of the last minutes. Switch the append-only file on, with appendfsync everysec or always.</source>
            <translation>Se o servidor cair, os jobs dos últimos minutos se perdem. Ligue o appendonly, com appendfsync everysec ou always.</translation>
        </message>
        <message>
            <source>This user may not ask whether the server is a copy of another one. Allow it.</source>
            <translation>Este usuário não pode perguntar se o servidor é uma cópia de outro. Permita isso.</translation>
        </message>
        <message>
            <source>This user may not ask for the server&apos;s version; 6.2 or newer is needed. Allow it.</source>
            <translation>Este usuário não pode perguntar a versão do servidor; é preciso a 6.2 ou mais nova. Permita isso.</translation>
        </message>
        <message>
            <source>This user may not read maxmemory-policy. With any other than noeviction the server throws queue data away when memory is full. Allow the user to read it.</source>
            <translation>Este usuário não pode ler maxmemory-policy. Com outro valor que noeviction, o servidor joga fora dados das filas quando a memória enche. Permita que o usuário leia esse valor.</translation>
        </message>
        <message>
            <source>This user may not see who is connected, so nobody knows which queues others work on: they are only watched unless you choose. Allow it.</source>
            <translation>Este usuário não pode ver quem está conectado; não se sabe em quais filas outros trabalham: elas são só acompanhadas, a menos que você escolha. Permita isso.</translation>
        </message>
        <message>
            <source>Writes to Redis</source>
            <translation>Escrita no Redis</translation>
        </message>
        <message>
            <source>A script has been running on the server for too long; nothing else is answered until it ends. Look who runs it, or end it.</source>
            <translation>Um script roda no servidor há tempo demais; nada mais é respondido até ele terminar. Veja quem o roda, ou termine-o.</translation>
        </message>
        <message>
            <source>The server could not save its data and takes no writes until it can. Look at its log, its disk and the permissions of its folder.</source>
            <translation>O servidor não conseguiu salvar os dados e não aceita escrita até conseguir. Veja o log, o disco e as permissões da pasta dele.</translation>
        </message>
        <message>
            <source>The server takes no writes because too few of its copies are connected. Start them, or lower min-replicas-to-write.</source>
            <translation>O servidor não aceita escrita porque há poucas cópias dele conectadas. Inicie as cópias ou diminua min-replicas-to-write.</translation>
        </message>
        <message>
            <source>The server did not take a trial key. The detail says why.</source>
            <translation>O servidor não aceitou uma chave de teste. O detalhe diz por quê.</translation>
        </message>
        <message>
            <source>A queue cannot be read: one of its keys is of another kind. Whoever wrote the key has to remove it.</source>
            <translation>Não se consegue ler uma fila: uma das chaves dela é de outro tipo. Quem escreveu a chave precisa removê-la.</translation>
        </message>
        <message>
            <source>This user may not read how the server is set up, so nobody knows what a crash would lose.</source>
            <translation>Este usuário não pode ler a configuração do servidor; não se sabe o que uma queda perderia.</translation>
        </message>
        <message>
            <source>This user lacks commands that the queues need. Allow them.</source>
            <translation>Faltam a este usuário comandos de que as filas precisam. Libere-os.</translation>
        </message>
        <message>
            <source>This user may not use the keys of the queues. Allow them.</source>
            <translation>Este usuário não pode usar as chaves das filas. Libere-as.</translation>
        </message>
        <message>
            <source>Without these commands less is seen: who works on a queue, how the server is set up.</source>
            <translation>Sem estes comandos se vê menos: quem trabalha em cada fila, como o servidor está configurado.</translation>
        </message>
        <message>
            <source>This user may not use MULTI: schedules do not run, and its other rights could not be tried. Allow it.</source>
            <translation>Este usuário não pode usar MULTI: os agendamentos não rodam e as outras permissões não puderam ser testadas. Libere.</translation>
        </message>
        <message>
            <source>The clocks of this computer and of the server differ. Set both by the network (NTP).</source>
            <translation>Os relógios deste computador e do servidor divergem. Acerte os dois pela rede (NTP).</translation>
        </message>
        <message>
            <source>BullMQ 5 and 6 work on these queues together. Do not pause queues before one of them is gone.</source>
            <translation>BullMQ 5 e 6 trabalham juntos nestas filas. Não pause filas enquanto houver os dois.</translation>
        </message>
        <message>
            <source>A program with an old BullMQ uses these queues. Update it to 5.58.8 or newer.</source>
            <translation>Um programa com BullMQ antigo usa estas filas. Atualize-o para 5.58.8 ou mais novo.</translation>
        </message>
        <message>
            <source>It was dealt with already</source>
            <translation>Já foi tratada</translation>
        </message>
        <message>
            <source>Late: it waits for “send or discard”</source>
            <translation>Atrasada: espera “enviar ou descartar”</translation>
        </message>
        <message>
            <source>This engine has its jobs in a file of its own</source>
            <translation>Este motor guarda as tarefas num arquivo próprio</translation>
        </message>
        <message>
            <source>This engine only works: it was started without schedules or for other queues</source>
            <translation>Este motor só trabalha: foi iniciado sem agendamentos ou para outras filas</translation>
        </message>
        <message>
            <source>This program has nothing that could work on this queue</source>
            <translation>Este programa não tem nada que possa atender esta fila</translation>
        </message>
        <message>
            <source>Where the jobs are was said at the start (REDIS_URL, REDIS_HOST or --redis). Change it there</source>
            <translation>O lugar das tarefas foi dito no início (REDIS_URL, REDIS_HOST ou --redis). Mude lá</translation>
        </message>
        <message>
            <source>This server cannot be used safely. See what the test found</source>
            <translation>Este servidor não pode ser usado com segurança. Veja o que o teste encontrou</translation>
        </message>
        <message>
            <source>The password could not be kept: this computer has no keychain that answers. Set REDIS_PASSWORD before the start</source>
            <translation>A senha não pôde ser guardada: o cofre de senhas deste computador não responde. Defina REDIS_PASSWORD antes de iniciar</translation>
        </message>
        <message>
            <source>The engine that runs on this profile has its jobs elsewhere. See “trato status”</source>
            <translation>O motor que está rodando neste perfil guarda as tarefas em outro lugar. Veja “trato status”</translation>
        </message>
        <message>
            <source>The site's Redis cannot be reached. Nothing is lost; it reconnects by itself.</source>
            <translation>Não há conexão com o Redis do site. Nada se perde; a conexão volta sozinha.</translation>
        </message>
        <message>
            <source>Redis of the site</source>
            <translation>Redis do site</translation>
        </message>
        <message>
            <source>Prefix of the site's keys</source>
            <translation>Prefixo das chaves do site</translation>
        </message>
        <message>
            <source>Queues of the site, worked on or watched</source>
            <translation>Filas do site, atendidas ou só acompanhadas</translation>
        </message>
        <message>
            <source>durable</source>
            <translation>durável</translation>
        </message>
        <message>
            <source>a crash may lose up to 1 s</source>
            <translation>uma queda pode perder até 1 s</translation>
        </message>
        <message>
            <source>a crash may lose minutes</source>
            <translation>uma queda pode perder minutos</translation>
        </message>
        <message>
            <source>a restart loses everything</source>
            <translation>reiniciar perde tudo</translation>
        </message>
        <message>
            <source>durability unknown</source>
            <translation>durabilidade desconhecida</translation>
        </message>
        <message>
            <source>Which way messages take</source>
            <translation>Por onde as mensagens vão</translation>
        </message>
        <message>
            <source>Try the next way after (min, 0 = never)</source>
            <translation>Passar ao próximo meio após (min, 0 = nunca)</translation>
        </message>
        <message>
            <source>Messages in a second, at most</source>
            <translation>Mensagens por segundo, no máximo</translation>
        </message>
        <message>
            <source>Messages in 24 hours, at most (0 = no limit)</source>
            <translation>Mensagens em 24 horas, no máximo (0 = sem limite)</translation>
        </message>
        <message>
            <source>Sent by</source>
            <translation>Enviado por</translation>
        </message>
        <message>
            <source>Address of the sender</source>
            <translation>Endereço do remetente</translation>
        </message>
        <message>
            <source>Name of the sender</source>
            <translation>Nome do remetente</translation>
        </message>
        <message>
            <source>Answers go to (empty: the sender)</source>
            <translation>Respostas vão para (vazio: o remetente)</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Porta</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Criptografia</translation>
        </message>
        <message>
            <source>User (empty: no sign-in)</source>
            <translation>Usuário (vazio: sem login)</translation>
        </message>
        <message>
            <source>Account SID at Twilio</source>
            <translation>Account SID na Twilio</translation>
        </message>
        <message>
            <source>Number of the sender, or service (MG…)</source>
            <translation>Número do remetente, ou serviço (MG…)</translation>
        </message>
        <message>
            <source>Write without accents: cheaper</source>
            <translation>Escrever sem acentos: mais barato</translation>
        </message>
        <message>
            <source>API key of SendGrid (SENDGRID_API_KEY)</source>
            <translation>Chave de API do SendGrid (SENDGRID_API_KEY)</translation>
        </message>
        <message>
            <source>Password of the mail server (SMTP_PASS)</source>
            <translation>Senha do servidor de e-mail (SMTP_PASS)</translation>
        </message>
        <message>
            <source>Auth token of Twilio (TWILIO_AUTH_TOKEN)</source>
            <translation>Auth token da Twilio (TWILIO_AUTH_TOKEN)</translation>
        </message>
        <message>
            <source>SendGrid</source>
            <translation>SendGrid</translation>
        </message>
        <message>
            <source>Twilio</source>
            <translation>Twilio</translation>
        </message>
        <message>
            <source>SMS</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>SMS (Twilio)</source>
            <translation>SMS (Twilio)</translation>
        </message>
        <message>
            <source>Mail server (SMTP)</source>
            <translation>Servidor de e-mail (SMTP)</translation>
        </message>
        <message>
            <source>A mail server (SMTP)</source>
            <translation>Um servidor de e-mail (SMTP)</translation>
        </message>
        <message>
            <source>STARTTLS (mostly port 587)</source>
            <translation>STARTTLS (em geral, porta 587)</translation>
        </message>
        <message>
            <source>TLS from the start (mostly port 465)</source>
            <translation>TLS desde o início (em geral, porta 465)</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Assunto</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>The client has no e-mail address</source>
            <translation>O cliente não tem e-mail</translation>
        </message>
        <message>
            <source>This is no e-mail address</source>
            <translation>Isto não é um endereço de e-mail</translation>
        </message>
        <message>
            <source>This is no mobile number</source>
            <translation>Isto não é um número de celular</translation>
        </message>
        <message>
            <source>It is written for another channel</source>
            <translation>Foi escrito para outro meio de envio</translation>
        </message>
        <message>
            <source>Only WhatsApp can be assisted</source>
            <translation>Só o WhatsApp pode ser assistido</translation>
        </message>
        <message>
            <source>Subject or text is empty</source>
            <translation>O assunto ou o texto está vazio</translation>
        </message>
        <message>
            <source>It is longer than 1,600 characters</source>
            <translation>Tem mais de 1.600 caracteres</translation>
        </message>
        <message>
            <source>It is longer than 200 characters</source>
            <translation>Tem mais de 200 caracteres</translation>
        </message>
        <message>
            <source>It is longer than 4,096 characters</source>
            <translation>Tem mais de 4.096 caracteres</translation>
        </message>
        <message>
            <source>Messages go out one after another; this one comes soon</source>
            <translation>As mensagens saem uma após a outra; esta sai logo</translation>
        </message>
        <message>
            <source>This client got several messages just now; this one waits a little</source>
            <translation>Este cliente acabou de receber várias mensagens; esta espera um pouco</translation>
        </message>
        <message>
            <source>The shop's limit of messages in 24 hours is reached; this one waits</source>
            <translation>O limite de mensagens da barbearia em 24 horas foi atingido; esta espera</translation>
        </message>
        <message>
            <source>This way of sending cannot be reached. Messages wait and go out when it is back.</source>
            <translation>Não dá para falar com este meio de envio. As mensagens esperam e saem quando ele voltar.</translation>
        </message>
        <message>
            <source>Add what is missing to send e-mail.</source>
            <translation>Complete o que falta para enviar e-mail.</translation>
        </message>
        <message>
            <source>Add what is missing to send SMS.</source>
            <translation>Complete o que falta para enviar SMS.</translation>
        </message>
        <message>
            <source>The mail server</source>
            <translation>O servidor de e-mail</translation>
        </message>
        <message>
            <source>%1 does not accept the credential. Correct it in the settings; messages wait until then.</source>
            <translation>%1 não aceita a credencial. Corrija-a; até lá as mensagens esperam.</translation>
        </message>
        <message>
            <source>The account at %1 is not active, or has no credit left. See to it there; messages wait until then.</source>
            <translation>A conta não está ativa ou está sem crédito (%1). Resolva isso lá; até então as mensagens esperam.</translation>
        </message>
        <message>
            <source>%1 does not accept the shop's sender. Confirm the sender there, or correct it in the settings.</source>
            <translation>%1 não aceita o remetente da barbearia. Confirme o remetente lá, ou corrija-o nas configurações.</translation>
        </message>
        <message>
            <source>%1 asks for a pause: too many messages in a short time. It is tried again by itself while it is useful.</source>
            <translation>%1 pede uma pausa: mensagens demais em pouco tempo. O envio é tentado de novo sozinho enquanto for útil.</translation>
        </message>
        <message>
            <source>%1 could not take the message now. It is tried again by itself while it is useful.</source>
            <translation>%1 não pôde receber a mensagem agora. O envio é tentado de novo sozinho enquanto for útil.</translation>
        </message>
        <message>
            <source>The answer of %1 was lost; the message may have arrived. Ask the client before sending it again.</source>
            <translation>A resposta se perdeu (%1); a mensagem pode ter chegado. Pergunte ao cliente antes de enviar de novo.</translation>
        </message>
        <message>
            <source>%1 could not use the message. Look at its text, or at its size.</source>
            <translation>%1 não conseguiu usar a mensagem. Veja o texto ou o tamanho dela.</translation>
        </message>
        <message>
            <source>%1 cannot reach the client there. Correct the number or the address, or call.</source>
            <translation>%1 não alcança o cliente nesse contato. Corrija o número ou o e-mail, ou ligue.</translation>
        </message>
        <message>
            <source>The client has stopped messages from the shop at %1. Do not send it again this way.</source>
            <translation>O cliente bloqueou as mensagens da barbearia (%1). Não envie de novo por este meio.</translation>
        </message>
        <message>
            <source>The message was taken for advertising on the way (%1). Change its text.</source>
            <translation>A mensagem foi tomada por propaganda no caminho (%1). Mude o texto.</translation>
        </message>
        <message>
            <source>The account at %1 may not write to this country. Allow it there.</source>
            <translation>A conta não pode escrever para este país (%1). Libere isso lá.</translation>
        </message>
        <message>
            <source>A trial account at %1 writes only to confirmed numbers. Confirm the number there, or upgrade the account.</source>
            <translation>Uma conta de teste só escreve para números confirmados (%1). Confirme o número lá, ou mude de plano.</translation>
        </message>
        <message>
            <source>%1 offers no encryption, so nothing was told to it. Use another port, or another server.</source>
            <translation>%1 não oferece criptografia, por isso nada foi enviado. Use outra porta ou outro servidor.</translation>
        </message>
        <message>
            <source>%1 was not reached. Check the Internet, and the address in the settings.</source>
            <translation>%1 não respondeu. Confira a internet e o endereço nas configurações.</translation>
        </message>
        <message>
            <source>%1 refused the message. The code says why.</source>
            <translation>%1 recusou a mensagem. O código diz por quê.</translation>
        </message>
        <message>
            <source>Missing: %1</source>
            <translation>Falta: %1</translation>
        </message>
        <message>
            <source>WhatsApp takes free text only within 24 hours of the client&apos;s own message. Say that the client wrote, or use a template.</source>
            <translation>O WhatsApp só aceita texto livre até 24 horas depois de uma mensagem do cliente. Diga que o cliente escreveu, ou use um modelo.</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Respostas</translation>
        </message>
        <message>
            <source>It is longer than 1,024 characters</source>
            <translation>Tem mais de 1.024 caracteres</translation>
        </message>
        <message>
            <source>There are too many answers, or one is too long</source>
            <translation>Há respostas demais, ou uma é longa demais</translation>
        </message>
        <message>
            <source>Two of them are the same</source>
            <translation>Duas delas são iguais</translation>
        </message>
        <message>
            <source>Only a schedule that its queue keeps can have an interval, a limit, a start or an end</source>
            <translation>Só um agendamento guardado na fila pode ter intervalo, limite, início ou fim</translation>
        </message>
        <message>
            <source>A schedule that its queue keeps has no name for people</source>
            <translation>Um agendamento guardado na fila não tem nome para pessoas</translation>
        </message>
        <message>
            <source>Give either a cron rule or an interval</source>
            <translation>Informe uma regra cron ou um intervalo, não os dois</translation>
        </message>
        <message>
            <source>An interval of one second to one year is possible</source>
            <translation>O intervalo pode ir de um segundo a um ano</translation>
        </message>
        <message>
            <source>The number of runs cannot be negative</source>
            <translation>O número de execuções não pode ser negativo</translation>
        </message>
        <message>
            <source>The end must lie in the future and after the start</source>
            <translation>O fim precisa ficar no futuro e depois do início</translation>
        </message>
        <message>
            <source>Queues of this store cannot keep schedules</source>
            <translation>As filas deste armazenamento não podem guardar agendamentos</translation>
        </message>
        <message>
            <source>A schedule that its queue keeps cannot be paused. Pause the queue, or remove the schedule</source>
            <translation>Um agendamento guardado na fila não pode ser pausado. Pause a fila ou remova o agendamento</translation>
        </message>
        <message>
            <source>A job of this schedule has begun at that very moment. Try it again</source>
            <translation>Uma tarefa deste agendamento começou neste instante. Tente de novo</translation>
        </message>
        <message>
            <source>Paused queues as BullMQ (auto, 5, 6, mixed)</source>
            <translation>Filas pausadas como no BullMQ (auto, 5, 6, mixed)</translation>
        </message>
        <message>
            <source>The provider says that the address takes no messages</source>
            <translation>O provedor diz que o endereço não recebe mensagens</translation>
        </message>
        <message>
            <source>The address is not closed</source>
            <translation>O endereço não está bloqueado</translation>
        </message>
        <message>
            <source>Answers of clients</source>
            <translation>Respostas dos clientes</translation>
        </message>
        <message>
            <source>Call who has not answered for (min, 0 = never)</source>
            <translation>Ligar para quem não respondeu há (min, 0 = nunca)</translation>
        </message>
        <message>
            <source>A client&apos;s no cancels the visit at once</source>
            <translation>O “não” do cliente cancela o atendimento na hora</translation>
        </message>
        <message>
            <source>Confirmation: no more messages</source>
            <translation>Confirmação: sem mais mensagens</translation>
        </message>
        <message>
            <source>Confirmation: messages again</source>
            <translation>Confirmação: volta a receber</translation>
        </message>
        <message>
            <source>Question: answer not understood</source>
            <translation>Pergunta: resposta não entendida</translation>
        </message>
        <message>
            <source>after a client wrote</source>
            <translation>depois que o cliente escreveu</translation>
        </message>
        <message>
            <source>Opted in again since</source>
            <translation>Voltou a aceitar mensagens desde então</translation>
        </message>
        <message>
            <source>The month&apos;s budget is spent, so advertising is not sent. Raise the budget, or wait for the next month.</source>
            <translation>O orçamento do mês acabou, por isso a propaganda não é enviada. Aumente o orçamento ou espere o próximo mês.</translation>
        </message>
        <message>
            <source>The month&apos;s budget for messages is nearly spent. See what messages cost.</source>
            <translation>O orçamento do mês para mensagens está quase no fim. Veja quanto custam as mensagens.</translation>
        </message>
        <message>
            <source>The month&apos;s budget for messages is spent. Advertising is held back; reminders still go out.</source>
            <translation>O orçamento do mês para mensagens acabou. A propaganda fica retida; os lembretes continuam saindo.</translation>
        </message>
        <message>
            <source>Service (template)</source>
            <translation>Serviço (modelo)</translation>
        </message>
        <message>
            <source>Advertising</source>
            <translation>Propaganda</translation>
        </message>
        <message>
            <source>Sign-in code</source>
            <translation>Código de acesso</translation>
        </message>
        <message>
            <source>Answer within 24 hours</source>
            <translation>Resposta em até 24 horas</translation>
        </message>
        <message>
            <source>Prices of messages</source>
            <translation>Preços das mensagens</translation>
        </message>
        <message>
            <source>Budget of a month (R$, empty = none)</source>
            <translation>Orçamento do mês (R$, vazio = nenhum)</translation>
        </message>
        <message>
            <source>Warn when so much of it is spent (%)</source>
            <translation>Avisar quando tanto dele for gasto (%)</translation>
        </message>
        <message>
            <source>WhatsApp, service template (R$, empty = not known)</source>
            <translation>WhatsApp, modelo de serviço (R$, vazio = desconhecido)</translation>
        </message>
        <message>
            <source>WhatsApp, advertising (R$)</source>
            <translation>WhatsApp, propaganda (R$)</translation>
        </message>
        <message>
            <source>WhatsApp, sign-in code (R$)</source>
            <translation>WhatsApp, código de acesso (R$)</translation>
        </message>
        <message>
            <source>WhatsApp, answer within 24 hours (R$)</source>
            <translation>WhatsApp, resposta em até 24 horas (R$)</translation>
        </message>
        <message>
            <source>SMS, each segment (R$)</source>
            <translation>SMS, cada segmento (R$)</translation>
        </message>
        <message>
            <source>E-mail (R$)</source>
            <translation>E-mail (R$)</translation>
        </message>
        <message>
            <source>Business account id at Meta (for templates)</source>
            <translation>Id da conta comercial na Meta (para modelos)</translation>
        </message>
        <message>
            <source>DKIM selector of the sender&apos;s domain</source>
            <translation>Seletor DKIM do domínio do remetente</translation>
        </message>
        <message>
            <source>A variable is not closed: write {{name}}</source>
            <translation>Uma variável não foi fechada: escreva {{nome}}</translation>
        </message>
        <message>
            <source>There is no text</source>
            <translation>Não há texto</translation>
        </message>
        <message>
            <source>An e-mail needs a subject</source>
            <translation>Um e-mail precisa de assunto</translation>
        </message>
        <message>
            <source>The subject is too long</source>
            <translation>O assunto é longo demais</translation>
        </message>
        <message>
            <source>The text is too long</source>
            <translation>O texto é longo demais</translation>
        </message>
        <message>
            <source>This message knows no such variable</source>
            <translation>Esta mensagem não conhece essa variável</translation>
        </message>
        <message>
            <source>Meta takes no parts that may be left out</source>
            <translation>A Meta não aceita partes que podem faltar</translation>
        </message>
        <message>
            <source>A WhatsApp text may not begin or end with a variable: Meta refuses it</source>
            <translation>Um texto do WhatsApp não pode começar nem terminar com uma variável: a Meta recusa</translation>
        </message>
        <message>
            <source>Two variables stand next to each other: Meta refuses it. Put words between them</source>
            <translation>Duas variáveis estão lado a lado: a Meta recusa. Ponha palavras entre elas</translation>
        </message>
        <message>
            <source>There are many variables for so few words: Meta may refuse it</source>
            <translation>Há muitas variáveis para poucas palavras: a Meta pode recusar</translation>
        </message>
        <message>
            <source>Meta takes no more than two line breaks in a row</source>
            <translation>A Meta não aceita mais de duas quebras de linha seguidas</translation>
        </message>
        <message>
            <source>This sounds like advertising: Meta may bill it as marketing</source>
            <translation>Isto parece propaganda: a Meta pode cobrar como marketing</translation>
        </message>
        <message>
            <source>The SMS is longer than it may be</source>
            <translation>O SMS é mais longo do que pode ser</translation>
        </message>
        <message>
            <source>Accents make this SMS more than twice as expensive</source>
            <translation>Os acentos deixam este SMS mais de duas vezes mais caro</translation>
        </message>
        <message>
            <source>Only WhatsApp templates are approved by Meta</source>
            <translation>Só os modelos do WhatsApp são aprovados pela Meta</translation>
        </message>
        <message>
            <source>The domain names who may send for it.</source>
            <translation>O domínio diz quem pode enviar por ele.</translation>
        </message>
        <message>
            <source>The domain does not say who may send for it, so messages may be taken for spam. Add a TXT record that begins with v=spf1, as your provider says.</source>
            <translation>O domínio não diz quem pode enviar por ele, e as mensagens podem ser tomadas por spam. Acrescente um registro TXT que comece com v=spf1, como o seu provedor indica.</translation>
        </message>
        <message>
            <source>There is more than one SPF record; mail servers then ignore all. Join them into one.</source>
            <translation>Há mais de um registro SPF; os servidores de e-mail então ignoram todos. Junte-os em um só.</translation>
        </message>
        <message>
            <source>The record allows everybody to send (+all). End it with ~all or -all.</source>
            <translation>O registro deixa qualquer um enviar (+all). Termine-o com ~all ou -all.</translation>
        </message>
        <message>
            <source>The record does not say what to do with others. End it with ~all or -all.</source>
            <translation>O registro não diz o que fazer com os outros. Termine-o com ~all ou -all.</translation>
        </message>
        <message>
            <source>The record does not name SendGrid. Add include:sendgrid.net, unless SendGrid&apos;s own domain setup sends for you.</source>
            <translation>O registro não menciona o SendGrid. Acrescente include:sendgrid.net, a não ser que a configuração de domínio do próprio SendGrid envie por você.</translation>
        </message>
        <message>
            <source>The record needs more than ten look-ups; mail servers then ignore it. Shorten it.</source>
            <translation>O registro exige mais de dez consultas; os servidores de e-mail então o ignoram. Encurte-o.</translation>
        </message>
        <message>
            <source>Messages can be signed: the public key is there.</source>
            <translation>As mensagens podem ser assinadas: a chave pública está lá.</translation>
        </message>
        <message>
            <source>No signing key was found. Set up domain authentication at your provider, and give its selector in the settings.</source>
            <translation>Nenhuma chave de assinatura foi encontrada. Configure a autenticação do domínio no seu provedor e informe o seletor nas configurações.</translation>
        </message>
        <message>
            <source>The signing key was withdrawn (empty p=). Publish the new one of your provider.</source>
            <translation>A chave de assinatura foi retirada (p= vazio). Publique a nova do seu provedor.</translation>
        </message>
        <message>
            <source>The signing key is marked as a test (t=y), so mail servers ignore it. Take the mark out.</source>
            <translation>A chave de assinatura está marcada como teste (t=y), e os servidores de e-mail a ignoram. Tire a marca.</translation>
        </message>
        <message>
            <source>The signing key cannot be read. Copy it from your provider once more, whole.</source>
            <translation>A chave de assinatura não pode ser lida. Copie-a de novo do seu provedor, inteira.</translation>
        </message>
        <message>
            <source>The domain says what to do with forged messages.</source>
            <translation>O domínio diz o que fazer com mensagens forjadas.</translation>
        </message>
        <message>
            <source>The domain only watches (p=none). When messages arrive well, use p=quarantine.</source>
            <translation>O domínio só observa (p=none). Quando as mensagens chegarem bem, use p=quarantine.</translation>
        </message>
        <message>
            <source>The domain does not say what to do with forged messages; some servers refuse such senders. Add the TXT record v=DMARC1; p=none first.</source>
            <translation>O domínio não diz o que fazer com mensagens forjadas; alguns servidores recusam esses remetentes. Acrescente primeiro o registro TXT v=DMARC1; p=none.</translation>
        </message>
        <message>
            <source>There is more than one DMARC record; mail servers then ignore all. Keep one.</source>
            <translation>Há mais de um registro DMARC; os servidores de e-mail então ignoram todos. Fique com um.</translation>
        </message>
        <message>
            <source>The DMARC record has no policy (p=). Add one.</source>
            <translation>O registro DMARC não tem política (p=). Acrescente uma.</translation>
        </message>
        <message>
            <source>The name server did not answer. Check the Internet, then try again.</source>
            <translation>O servidor de nomes não respondeu. Verifique a Internet e tente de novo.</translation>
        </message>
        <message>
            <source>This is a mail provider&apos;s own domain; what you send through another one is mostly refused. Use an address of your own domain.</source>
            <translation>Este é o domínio de um provedor de e-mail; o que se envia por outro costuma ser recusado. Use um endereço do seu próprio domínio.</translation>
        </message>
        <message>
            <source>%1 Its words: “%2”</source>
            <translation>%1 Nas palavras dele: “%2”</translation>
        </message>
        <message>
            <source>this program</source>
            <translation>este programa</translation>
        </message>
        <message>
            <source>the provider&apos;s report</source>
            <translation>aviso do provedor</translation>
        </message>
        <message>
            <source>asked at the provider</source>
            <translation>consultado no provedor</translation>
        </message>
        <message>
            <source>a person</source>
            <translation>uma pessoa</translation>
        </message>
        <message>
            <source>Too late</source>
            <translation>Tarde demais</translation>
        </message>
        <message>
            <source>Held back</source>
            <translation>Retida</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Aceita</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1 de %2</translation>
        </message>
        <message>
            <source>Quiet hours: it leaves in the morning</source>
            <translation>Horário de silêncio: sai de manhã</translation>
        </message>
        <message>
            <source>Advertising is not sent at this time</source>
            <translation>Propaganda não é enviada neste horário</translation>
        </message>
        <message>
            <source>The client had enough messages today</source>
            <translation>O cliente já recebeu mensagens suficientes hoje</translation>
        </message>
        <message>
            <source>The client had enough advertising this week</source>
            <translation>O cliente já recebeu propaganda suficiente nesta semana</translation>
        </message>
        <message>
            <source>Told together with another visit of that day</source>
            <translation>Avisado junto com outro atendimento do mesmo dia</translation>
        </message>
        <message>
            <source>When and how often</source>
            <translation>Quando e com que frequência</translation>
        </message>
        <message>
            <source>Quiet hours (also “21:00-08:00; Unit=22:00-07:00”)</source>
            <translation>Horário de silêncio (também “21:00-08:00; Unidade=22:00-07:00”)</translation>
        </message>
        <message>
            <source>Advertising, Monday to Saturday</source>
            <translation>Propaganda, de segunda a sábado</translation>
        </message>
        <message>
            <source>Messages to a client a day (0 = any number)</source>
            <translation>Mensagens por cliente ao dia (0 = sem limite)</translation>
        </message>
        <message>
            <source>Advertising to a client a week (0 = any number)</source>
            <translation>Propaganda por cliente na semana (0 = sem limite)</translation>
        </message>
        <message>
            <source>One reminder for several visits of a client on one day</source>
            <translation>Um só lembrete para vários atendimentos do cliente no mesmo dia</translation>
        </message>
        <message>
            <source>Other ways for some messages (“day_before=sms,whatsapp”)</source>
            <translation>Outros canais para algumas mensagens (“day_before=sms,whatsapp”)</translation>
        </message>
        <message>
            <source>Keep a free place for who was offered it (min, 0 = offer none)</source>
            <translation>Guardar um horário vago para quem recebeu a oferta (min, 0 = não oferecer)</translation>
        </message>
        <message>
            <source>The place is given away, or the offer is over</source>
            <translation>O horário já foi dado, ou a oferta acabou</translation>
        </message>
        <message>
            <source>The client does not wait any more</source>
            <translation>O cliente não espera mais</translation>
        </message>
        <message>
            <source>Offer of a free place</source>
            <translation>Oferta de um horário vago</translation>
        </message>
        <message>
            <source>Answer: the place is yours</source>
            <translation>Resposta: o horário é seu</translation>
        </message>
        <message>
            <source>Question: answer to an offer not understood</source>
            <translation>Pergunta: resposta à oferta não entendida</translation>
        </message>
        <message>
            <source>Answer: the place is gone</source>
            <translation>Resposta: o horário já foi</translation>
        </message>
        <message>
            <source>when a place becomes free for somebody who waits</source>
            <translation>quando vaga um horário para quem espera</translation>
        </message>
        <message>
            <source>HTTP interface</source>
            <translation>Interface HTTP</translation>
        </message>
        <message>
            <source>Listen on (port, or address:port; empty = off)</source>
            <translation>Escutar em (porta, ou endereço:porta; vazio = desligada)</translation>
        </message>
        <message>
            <source>Address from outside (https)</source>
            <translation>Endereço visto de fora (https)</translation>
        </message>
        <message>
            <source>Certificate file (PEM)</source>
            <translation>Arquivo do certificado (PEM)</translation>
        </message>
        <message>
            <source>Key file (PEM)</source>
            <translation>Arquivo da chave (PEM)</translation>
        </message>
        <message>
            <source>Site that browsers may call from</source>
            <translation>Site de onde navegadores podem chamar</translation>
        </message>
        <message>
            <source>Limit the requests of a token</source>
            <translation>Limitar os pedidos de um token</translation>
        </message>
        <message>
            <source>Requests a minute</source>
            <translation>Pedidos por minuto</translation>
        </message>
        <message>
            <source>Verification key of SendGrid's events</source>
            <translation>Chave de verificação dos eventos do SendGrid</translation>
        </message>
        <message>
            <source>States and answers</source>
            <translation>Estados e respostas</translation>
        </message>
        <message>
            <source>Relay (https address)</source>
            <translation>Retransmissor (endereço https)</translation>
        </message>
        <message>
            <source>Ask the relay every (s)</source>
            <translation>Consultar o retransmissor a cada (s)</translation>
        </message>
        <message>
            <source>Read the events that the site writes into its Redis</source>
            <translation>Ler os eventos que o site grava no Redis dele</translation>
        </message>
        <message>
            <source>Ask Twilio about young SMS every (min, 0 = never)</source>
            <translation>Perguntar à Twilio sobre SMS recentes a cada (min, 0 = nunca)</translation>
        </message>
        <message>
            <source>App secret of Meta (WHATSAPP_APP_SECRET)</source>
            <translation>Segredo do app na Meta (WHATSAPP_APP_SECRET)</translation>
        </message>
        <message>
            <source>Verify token of the webhook (WHATSAPP_VERIFY_TOKEN)</source>
            <translation>Token de verificação do webhook (WHATSAPP_VERIFY_TOKEN)</translation>
        </message>
        <message>
            <source>Token of the relay (RELAY_TOKEN)</source>
            <translation>Token do retransmissor (RELAY_TOKEN)</translation>
        </message>
        <message>
            <source>Webhook of WhatsApp</source>
            <translation>Webhook do WhatsApp</translation>
        </message>
        <message>
            <source>Webhook of SendGrid</source>
            <translation>Webhook do SendGrid</translation>
        </message>
        <message>
            <source>Webhook of Twilio</source>
            <translation>Webhook da Twilio</translation>
        </message>
        <message>
            <source>Stream in the site's Redis</source>
            <translation>Fila de eventos no Redis do site</translation>
        </message>
        <message>
            <source>Relay</source>
            <translation>Retransmissor</translation>
        </message>
        <message>
            <source>Asking Twilio</source>
            <translation>Consulta à Twilio</translation>
        </message>
        <message>
            <source>Looking up lost answers at Twilio</source>
            <translation>Busca de respostas perdidas na Twilio</translation>
        </message>
        <message>
            <source>whether a WhatsApp message was delivered or read</source>
            <translation>se uma mensagem do WhatsApp foi entregue ou lida</translation>
        </message>
        <message>
            <source>answers and opt-outs by WhatsApp</source>
            <translation>respostas e pedidos de saída pelo WhatsApp</translation>
        </message>
        <message>
            <source>e-mails that bounced, and unsubscriptions</source>
            <translation>e-mails que voltaram e descadastros</translation>
        </message>
        <message>
            <source>whether an SMS was delivered</source>
            <translation>se um SMS foi entregue</translation>
        </message>
        <message>
            <source>answers and opt-outs by SMS</source>
            <translation>respostas e pedidos de saída por SMS</translation>
        </message>
        <message>
            <source>Posts came that the provider had not signed. If they should be genuine, the secret or the address is wrong.</source>
            <translation>Chegaram avisos sem a assinatura do provedor. Se deviam ser verdadeiros, o segredo ou o endereço está errado.</translation>
        </message>
        <message>
            <source>A signed post could not be read; it was left out.</source>
            <translation>Um aviso assinado não pôde ser lido; ficou de fora.</translation>
        </message>
        <message>
            <source>The relay does not answer. Look at its address and token, and whether it runs.</source>
            <translation>O retransmissor não responde. Confira o endereço, o token e se ele está rodando.</translation>
        </message>
        <message>
            <source>The relay does not accept the token (RELAY_TOKEN).</source>
            <translation>O retransmissor não aceita o token (RELAY_TOKEN).</translation>
        </message>
        <message>
            <source>The stream in the site's Redis cannot be read.</source>
            <translation>A fila de eventos no Redis do site não pode ser lida.</translation>
        </message>
        <message>
            <source>Twilio does not answer when it is asked for messages.</source>
            <translation>A Twilio não responde quando é consultada sobre mensagens.</translation>
        </message>
        <message>
            <source>The address cannot be opened: another program has it, or it is not this computer's.</source>
            <translation>O endereço não pode ser aberto: outro programa o usa, ou ele não é deste computador.</translation>
        </message>
        <message>
            <source>The certificate or its key cannot be read.</source>
            <translation>O certificado ou a chave não podem ser lidos.</translation>
        </message>
        <message>
            <source>The answer was lost. Twilio was asked twice and knows no such message; it may be sent again.</source>
            <translation>A resposta se perdeu. A Twilio foi consultada duas vezes e não conhece a mensagem; ela pode ser enviada de novo.</translation>
        </message>
        <message>
            <source>The answer was lost. Twilio was asked and knows no such message yet; it is asked once more.</source>
            <translation>A resposta se perdeu. A Twilio foi consultada e ainda não conhece a mensagem; será consultada mais uma vez.</translation>
        </message>
        <message>
            <source>The answer was lost. Twilio knows several messages that could be this one; look into the conversation.</source>
            <translation>A resposta se perdeu. A Twilio conhece várias mensagens que podem ser esta; veja a conversa.</translation>
        </message>
        <message>
            <source>The secret could not be kept: this computer has no key store that answers. Set it in the environment instead (see the guide)</source>
            <translation>O segredo não pôde ser guardado: este computador não tem um cofre de senhas que responda. Informe-o no ambiente (veja o guia)</translation>
        </message>
        <message>
            <source>Access token of Meta (WHATSAPP_ACCESS_TOKEN)</source>
            <translation>Token de acesso da Meta (WHATSAPP_ACCESS_TOKEN)</translation>
        </message>
        <message>
            <source>That day is over</source>
            <translation>Esse dia já passou</translation>
        </message>
        <message>
            <source>There is no professional of this name</source>
            <translation>Não há profissional com este nome</translation>
        </message>
        <message>
            <source>#%1</source>
            <extracomment>Place in a line, as the language writes ordinal figures</extracomment>
            <translation>%1º</translation>
        </message>
        <message>
            <source>Not sent: another message has the same key and went to another address</source>
            <translation>Não foi enviada: outra mensagem tem a mesma chave e foi para outro endereço</translation>
        </message>
        <message>
            <source>Not sent: another message has the same key and said something else</source>
            <translation>Não foi enviada: outra mensagem tem a mesma chave e dizia outra coisa</translation>
        </message>
        <message>
            <source>Wait for the answer to a posted job (s)</source>
            <translation>Esperar a resposta de um trabalho enviado por HTTP (s)</translation>
        </message>
    </context>
    <context>
        <name>trato::words</name>
        <message>
            <source>every Sunday</source>
            <translation>todo domingo</translation>
        </message>
        <message>
            <source>every Monday</source>
            <translation>toda segunda-feira</translation>
        </message>
        <message>
            <source>every Tuesday</source>
            <translation>toda terça-feira</translation>
        </message>
        <message>
            <source>every Wednesday</source>
            <translation>toda quarta-feira</translation>
        </message>
        <message>
            <source>every Thursday</source>
            <translation>toda quinta-feira</translation>
        </message>
        <message>
            <source>every Friday</source>
            <translation>toda sexta-feira</translation>
        </message>
        <message>
            <source>every Saturday</source>
            <translation>todo sábado</translation>
        </message>
        <message>
            <source>the last Sunday of the month</source>
            <translation>último domingo do mês</translation>
        </message>
        <message>
            <source>the last Monday of the month</source>
            <translation>última segunda-feira do mês</translation>
        </message>
        <message>
            <source>the last Tuesday of the month</source>
            <translation>última terça-feira do mês</translation>
        </message>
        <message>
            <source>the last Wednesday of the month</source>
            <translation>última quarta-feira do mês</translation>
        </message>
        <message>
            <source>the last Thursday of the month</source>
            <translation>última quinta-feira do mês</translation>
        </message>
        <message>
            <source>the last Friday of the month</source>
            <translation>última sexta-feira do mês</translation>
        </message>
        <message>
            <source>the last Saturday of the month</source>
            <translation>último sábado do mês</translation>
        </message>
        <message>
            <source>Sunday no. %1 of the month</source>
            <translation>%1º domingo do mês</translation>
        </message>
        <message>
            <source>Monday no. %1 of the month</source>
            <translation>%1ª segunda-feira do mês</translation>
        </message>
        <message>
            <source>Tuesday no. %1 of the month</source>
            <translation>%1ª terça-feira do mês</translation>
        </message>
        <message>
            <source>Wednesday no. %1 of the month</source>
            <translation>%1ª quarta-feira do mês</translation>
        </message>
        <message>
            <source>Thursday no. %1 of the month</source>
            <translation>%1ª quinta-feira do mês</translation>
        </message>
        <message>
            <source>Friday no. %1 of the month</source>
            <translation>%1ª sexta-feira do mês</translation>
        </message>
        <message>
            <source>Saturday no. %1 of the month</source>
            <translation>%1º sábado do mês</translation>
        </message>
        <message>
            <source>en</source>
            <extracomment>Language of the weekday and month names; an ISO code.</extracomment>
            <translation>pt_BR</translation>
        </message>
        <message>
            <source>%1 and %2</source>
            <translation>%1 e %2</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 a %2</translation>
        </message>
        <message>
            <source>every %1 hours</source>
            <translation>a cada %1 horas</translation>
        </message>
        <message>
            <source>in hour %1</source>
            <translation>na hora %1</translation>
        </message>
        <message>
            <source>in the hours %1</source>
            <translation>nas horas %1</translation>
        </message>
        <message>
            <source>every second</source>
            <translation>a cada segundo</translation>
        </message>
        <message>
            <source>every %1 seconds</source>
            <translation>a cada %1 segundos</translation>
        </message>
        <message>
            <source>at the seconds %1</source>
            <translation>nos segundos %1</translation>
        </message>
        <message>
            <source>%1, in the minutes %2</source>
            <translation>%1, nos minutos %2</translation>
        </message>
        <message>
            <source>every minute</source>
            <translation>a cada minuto</translation>
        </message>
        <message>
            <source>every %1 minutes</source>
            <translation>a cada %1 minutos</translation>
        </message>
        <message>
            <source>at minute %1</source>
            <translation>no minuto %1</translation>
        </message>
        <message>
            <source>at the minutes %1</source>
            <translation>nos minutos %1</translation>
        </message>
        <message>
            <source>every hour</source>
            <translation>a cada hora</translation>
        </message>
        <message>
            <source>day 1 of each month</source>
            <translation>todo dia 1º</translation>
        </message>
        <message>
            <source>day %1 of each month</source>
            <translation>todo dia %1</translation>
        </message>
        <message>
            <source>the last day of the month</source>
            <translation>último dia do mês</translation>
        </message>
        <message>
            <source>%1 or %2</source>
            <translation>%1 ou %2</translation>
        </message>
        <message>
            <source>every day in %1</source>
            <translation>todo dia em %1</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <translation>%1 em %2</translation>
        </message>
        <message>
            <source>%1 at %2</source>
            <translation>%1 às %2</translation>
        </message>
        <message>
            <source>every day</source>
            <translation>todo dia</translation>
        </message>
        <message>
            <source>%1, %2</source>
            <translation>%1, %2</translation>
        </message>
        <message>
            <source>do not run it</source>
            <translation>não executar</translation>
        </message>
        <message>
            <source>run it once</source>
            <translation>executar uma vez</translation>
        </message>
        <message>
            <source>run each missed time</source>
            <translation>executar cada horário perdido</translation>
        </message>
        <message>
            <source>on time</source>
            <translation>no horário</translation>
        </message>
        <message>
            <source>caught up</source>
            <translation>com atraso</translation>
        </message>
        <message>
            <source>by hand</source>
            <translation>manual</translation>
        </message>
        <message>
            <source>missed</source>
            <comment>run</comment>
            <translation>perdido</translation>
        </message>
        <message>
            <source>Running or waiting</source>
            <translation>Em andamento</translation>
        </message>
        <message>
            <source>Done</source>
            <comment>run</comment>
            <translation>Concluída</translation>
        </message>
        <message>
            <source>Failed</source>
            <comment>run</comment>
            <translation>Falhou</translation>
        </message>
        <message>
            <source>Job removed</source>
            <translation>Job removido</translation>
        </message>
        <message>
            <source>Missed</source>
            <comment>run</comment>
            <translation>Perdido</translation>
        </message>
        <message>
            <source>not run, as the schedule says</source>
            <translation>não executado, como o agendamento manda</translation>
        </message>
        <message>
            <source>only the newest was run, as the schedule says</source>
            <translation>só o mais recente foi executado, como o agendamento manda</translation>
        </message>
        <message>
            <source>older than the ones that are caught up</source>
            <translation>mais antigo do que os executados com atraso</translation>
        </message>
        <message>
            <source>the schedule was paused</source>
            <translation>o agendamento estava pausado</translation>
        </message>
        <message>
            <source>the schedule was changed</source>
            <translation>o agendamento foi alterado</translation>
        </message>
        <message>
            <source>Daily clean-up</source>
            <translation>Limpeza diária</translation>
        </message>
        <message>
            <source>Weekly clean-up</source>
            <translation>Limpeza semanal</translation>
        </message>
        <message>
            <source>Safety copy</source>
            <translation>Cópia de segurança</translation>
        </message>
        <message>
            <source>%1 times: %2</source>
            <translation>%1 horários: %2</translation>
        </message>
        <message>
            <source>Finished jobs</source>
            <translation>Jobs encerrados</translation>
        </message>
        <message>
            <source>Texts and open numbers of messages</source>
            <translation>Textos e números abertos de mensagens</translation>
        </message>
        <message>
            <source>Old messages</source>
            <translation>Mensagens antigas</translation>
        </message>
        <message>
            <source>Marks against sending twice</source>
            <translation>Marcas contra envio em dobro</translation>
        </message>
        <message>
            <source>Old logs</source>
            <translation>Registros antigos</translation>
        </message>
        <message>
            <source>Leftover files</source>
            <translation>Arquivos esquecidos</translation>
        </message>
        <message>
            <source>This would be removed:</source>
            <translation>Seria removido:</translation>
        </message>
        <message>
            <source>This was removed:</source>
            <translation>Foi removido:</translation>
        </message>
        <message>
            <source>Copy %1, %2</source>
            <translation>Cópia %1, %2</translation>
        </message>
        <message>
            <source>every 24 hours</source>
            <translation>a cada 24 horas</translation>
        </message>
        <message>
            <source>every %1 days</source>
            <translation>a cada %1 dias</translation>
        </message>
        <message>
            <source>every %1 ms</source>
            <translation>a cada %1 ms</translation>
        </message>
    </context>
    <context>
        <name>trato::DialogPrompts</name>
        <message>
            <source>Type “%1” to go on:</source>
            <translation>Digite “%1” para continuar:</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
    </context>
    <context>
        <name>trato::JobActs</name>
        <message>
            <source>The jobs could not be counted</source>
            <translation>Não foi possível contar os jobs</translation>
        </message>
        <message>
            <source>No job is there any more that this could be done to.</source>
            <translation>Não há mais nenhum job a que isso se aplique.</translation>
        </message>
        <message>
            <source>Exactly %1 of %2 will run again. Jobs that fail later are not touched.</source>
            <translation>Vai executar de novo exatamente %1 de %2. Jobs que falharem depois não são tocados.</translation>
        </message>
        <message>
            <source>Exactly %1 of %2 will run now. Jobs that are added later are not touched.</source>
            <translation>Vai executar agora exatamente %1 de %2. Jobs acrescentados depois não são tocados.</translation>
        </message>
        <message>
            <source>Exactly %1 of %2 will be removed for good. Jobs that come later are not touched.</source>
            <translation>Vai remover de vez exatamente %1 de %2. Jobs que vierem depois não são tocados.</translation>
        </message>
        <message>
            <source>More match; these are the newest. Repeat it for the rest.</source>
            <translation>Há mais que correspondem; estes são os mais novos. Repita para o restante.</translation>
        </message>
        <message>
            <source>The jobs were not changed</source>
            <translation>Os jobs não foram alterados</translation>
        </message>
    </context>
    <context>
        <name>trato::JobCopyDialog</name>
        <message>
            <source>Edit and run again</source>
            <translation>Editar e reenviar</translation>
        </message>
        <message>
            <source>A new job with this data is added to %1. Job %2 stays as it is.</source>
            <translation>Um novo job com estes dados entra em %1. O job %2 fica como está.</translation>
        </message>
        <message>
            <source>Data of the new job</source>
            <translation>Dados do novo job</translation>
        </message>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>imediatamente</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhuma</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Runs in</source>
            <translation>Executa em</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Prioridade</translation>
        </message>
        <message>
            <source>Tries</source>
            <translation>Tentativas</translation>
        </message>
        <message>
            <source>Add the copy</source>
            <translation>Acrescentar a cópia</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>The data is not JSON. Look for a missing quote, comma or bracket.</source>
            <translation>Os dados não são JSON. Veja se falta uma aspa, vírgula ou chave.</translation>
        </message>
    </context>
    <context>
        <name>trato::JobPlanDialog</name>
        <message>
            <source>Time and priority</source>
            <translation>Horário e prioridade</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Runs at</source>
            <translation>Executa às</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhuma</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Prioridade</translation>
        </message>
        <message>
            <source>1 is the first of the prioritized jobs. Jobs without a priority run before them.</source>
            <translation>1 é o primeiro dos jobs com prioridade. Jobs sem prioridade são executados antes deles.</translation>
        </message>
    </context>
    <context>
        <name>trato::JobTimeline</name>
        <message>
            <source>Timeline of the job</source>
            <translation>Linha do tempo do job</translation>
        </message>
        <message>
            <source>created</source>
            <translation>criado</translation>
        </message>
        <message>
            <source>run again by a person</source>
            <translation>executado de novo por uma pessoa</translation>
        </message>
        <message>
            <source>run %1 started</source>
            <translation>execução %1 iniciada</translation>
        </message>
        <message>
            <source>try %1 of %2 started</source>
            <translation>tentativa %1 de %2 iniciada</translation>
        </message>
        <message>
            <source>waited %1</source>
            <translation>esperou %1</translation>
        </message>
        <message>
            <source>ran %1</source>
            <translation>durou %1</translation>
        </message>
        <message>
            <source>held until %1</source>
            <translation>reservado até %1</translation>
        </message>
        <message>
            <source>next try</source>
            <translation>próxima tentativa</translation>
        </message>
        <message>
            <source>due</source>
            <translation>para esta hora</translation>
        </message>
        <message>
            <source>waits for its turn</source>
            <translation>aguarda a vez</translation>
        </message>
    </context>
    <context>
        <name>trato::LogCard</name>
        <message>
            <source>Log</source>
            <translation>Registro</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausar</translation>
        </message>
        <message>
            <source>Filter the log…</source>
            <translation>Filtrar o registro…</translation>
        </message>
        <message>
            <source>Filter the log</source>
            <translation>Filtrar o registro</translation>
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
            <source>No lines of this kind</source>
            <translation>Nenhuma linha deste tipo</translation>
        </message>
        <message>
            <source>Choose “Everything” or clear the filter to see more.</source>
            <translation>Escolha “Tudo” ou limpe o filtro para ver mais.</translation>
        </message>
        <message>
            <source>Pause · %1 new</source>
            <translation>Pausado · %1 novas</translation>
        </message>
    </context>
    <context>
        <name>trato::ResourcesRow</name>
        <message>
            <source>Processor (%)</source>
            <translation>Processador (%)</translation>
        </message>
        <message>
            <source>Memory (MB)</source>
            <translation>Memória (MB)</translation>
        </message>
        <message>
            <source>Disk (MB)</source>
            <translation>Disco (MB)</translation>
        </message>
        <message numerus="yes">
            <source>of %1 processors</source>
            <translation>
                <numerusform>de %1 processador</numerusform>
                <numerusform>de %1 processadores</numerusform>
            </translation>
        </message>
        <message>
            <source>of %1</source>
            <translation>de %1</translation>
        </message>
        <message>
            <source>%1 free</source>
            <translation>%1 livres</translation>
        </message>
        <message>
            <source>Nothing was measured yet</source>
            <translation>Nada foi medido ainda</translation>
        </message>
        <message>
            <source>The first figures come after ten seconds.</source>
            <translation>Os primeiros números vêm depois de dez segundos.</translation>
        </message>
    </context>
    <context>
        <name>trato::ClientDialog</name>
        <message>
            <source>Show notes</source>
            <translation>Mostrar observações</translation>
        </message>
        <message>
            <source>New client</source>
            <translation>Novo cliente</translation>
        </message>
        <message>
            <source>Edit client</source>
            <translation>Editar cliente</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Observações</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::ClientPanel</name>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Editar…</translation>
        </message>
        <message>
            <source>Show notes</source>
            <translation>Mostrar observações</translation>
        </message>
        <message>
            <source>Hide notes</source>
            <translation>Ocultar observações</translation>
        </message>
        <message>
            <source>The notes could not be shown</source>
            <translation>Não foi possível mostrar as observações</translation>
        </message>
        <message>
            <source>The consent was not changed</source>
            <translation>O consentimento não foi alterado</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Atendimentos</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Observações</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Histórico</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
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
            <source>No client is chosen</source>
            <translation>Nenhum cliente escolhido</translation>
        </message>
        <message>
            <source>Choose one in the list to see phone, consent and visits.</source>
            <translation>Escolha um na lista para ver telefone, consentimento e atendimentos.</translation>
        </message>
        <message>
            <source>Client without a name</source>
            <translation>Cliente sem nome</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message numerus="yes">
            <source>%1 took place</source>
            <translation>
                <numerusform>%1 realizado</numerusform>
                <numerusform>%1 realizados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 no-show(s), %2 of all, the last one %3</source>
            <translation>
                <numerusform>%1 falta, %2 do total, em %3</numerusform>
                <numerusform>%1 faltas, %2 do total, a última em %3</numerusform>
            </translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Não permitido</translation>
        </message>
        <message>
            <source>Withdraw…</source>
            <translation>Retirar…</translation>
        </message>
        <message>
            <source>Allow…</source>
            <translation>Permitir…</translation>
        </message>
        <message>
            <source>There are no notes</source>
            <translation>Não há observações</translation>
        </message>
        <message>
            <source>No visits yet</source>
            <translation>Ainda sem atendimentos</translation>
        </message>
        <message>
            <source>Allow messages?</source>
            <translation>Permitir mensagens?</translation>
        </message>
        <message>
            <source>Withdraw consent?</source>
            <translation>Retirar o consentimento?</translation>
        </message>
        <message>
            <source>Allow</source>
            <translation>Permitir</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Retirar</translation>
        </message>
        <message>
            <source>Messages…</source>
            <translation>Mensagens…</translation>
        </message>
        <message>
            <source>The messages could not be shown</source>
            <translation>Não foi possível mostrar as mensagens</translation>
        </message>
        <message>
            <source>Messages to %1</source>
            <translation>Mensagens para %1</translation>
        </message>
        <message>
            <source>What goes out in the next 24 hours stands first with its time. Below it, how each message would read.</source>
            <translation>Primeiro, com a hora, o que sai nas próximas 24 horas. Abaixo, como ficaria cada mensagem.</translation>
        </message>
        <message>
            <source>Write…</source>
            <translation>Escrever…</translation>
        </message>
        <message>
            <source>The client has no phone.</source>
            <translation>O cliente não tem telefone.</translation>
        </message>
        <message>
            <source>Write a message by WhatsApp</source>
            <translation>Escrever uma mensagem pelo WhatsApp</translation>
        </message>
        <message>
            <source>Enter opens a visit: status, move, payment</source>
            <translation>Enter abre um atendimento: situação, remarcar, pagamento</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Pago</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Detalhes…</translation>
        </message>
        <message>
            <source>Not by every channel</source>
            <translation>Não por todos os canais</translation>
        </message>
        <message>
            <source>%1 said that messages about visits are wanted.</source>
            <translation>%1 disse que quer mensagens sobre os atendimentos.</translation>
        </message>
        <message>
            <source>%1 gets no more messages, by any channel, under any name with this phone.</source>
            <translation>%1 não recebe mais mensagens, por nenhum canal, com nenhum nome neste telefone.</translation>
        </message>
        <message>
            <source>What was sent…</source>
            <translation>O que foi enviado…</translation>
        </message>
        <message>
            <source>What was sent to %1</source>
            <translation>O que foi enviado a %1</translation>
        </message>
    </context>
    <context>
        <name>trato::ClientsPage</name>
        <message>
            <source>Clients</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>No client matches</source>
            <translation>Nenhum cliente encontrado</translation>
        </message>
        <message>
            <source>Try a shorter text, or part of the phone.</source>
            <translation>Tente um texto mais curto ou parte do telefone.</translation>
        </message>
        <message>
            <source>No clients yet</source>
            <translation>Ainda sem clientes</translation>
        </message>
        <message>
            <source>They come with the diary, or add one.</source>
            <translation>Eles chegam com a agenda, ou inclua um.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Visits</source>
            <translation>Atendimentos</translation>
        </message>
        <message>
            <source>Last visit</source>
            <translation>Último atendimento</translation>
        </message>
        <message>
            <source>WhatsApp</source>
            <translation>WhatsApp</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Não permitido</translation>
        </message>
        <message>
            <source>Name, phone, e-mail…</source>
            <translation>Nome, telefone, e-mail…</translation>
        </message>
        <message>
            <source>Search clients</source>
            <translation>Buscar clientes</translation>
        </message>
        <message>
            <source>Team, services, hours…</source>
            <translation>Equipe, serviços, horários…</translation>
        </message>
        <message>
            <source>New client…</source>
            <translation>Novo cliente…</translation>
        </message>
    </context>
    <context>
        <name>trato::ClosedDaysPanel</name>
        <message>
            <source>Open</source>
            <translation>Aberta</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Fechada</translation>
        </message>
        <message>
            <source>Every year</source>
            <translation>Todo ano</translation>
        </message>
        <message>
            <source>No visit is booked on a closed day</source>
            <translation>Nenhum atendimento em dia fechado</translation>
        </message>
        <message>
            <source>They are listed here for you to move.</source>
            <translation>Eles aparecem aqui para você remarcar.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Weekday</source>
            <translation>Dia da semana</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Tipo</translation>
        </message>
        <message>
            <source>national</source>
            <translation>nacional</translation>
        </message>
        <message>
            <source>every year</source>
            <translation>todo ano</translation>
        </message>
        <message>
            <source>once</source>
            <translation>uma vez</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Barbearia</translation>
        </message>
        <message>
            <source>Closed days</source>
            <translation>Dias fechados</translation>
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
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Closed because of</source>
            <translation>Fechado por</translation>
        </message>
        <message>
            <source>Visits on closed days</source>
            <translation>Atendimentos em dias fechados</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Ano</translation>
        </message>
        <message>
            <source>Reason, for example city anniversary</source>
            <translation>Motivo, por exemplo aniversário da cidade</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Close this day</source>
            <translation>Fechar neste dia</translation>
        </message>
        <message>
            <source>Remove this day</source>
            <translation>Remover este dia</translation>
        </message>
        <message>
            <source>We work on this holiday</source>
            <translation>Abrimos neste feriado</translation>
        </message>
        <message>
            <source>We close on this holiday</source>
            <translation>Fechamos neste feriado</translation>
        </message>
    </context>
    <context>
        <name>trato::DiaryGrid</name>
        <message>
            <source>missing from the last import</source>
            <translation>não veio na última importação</translation>
        </message>
        <message>
            <source>double booked</source>
            <translation>horário duplicado</translation>
        </message>
        <message>
            <source>Diary</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Moving to %1, %2</source>
            <translation>Remarcando para %1, %2</translation>
        </message>
        <message>
            <source>%1, %2, free</source>
            <translation>%1, %2, livre</translation>
        </message>
    </context>
    <context>
        <name>trato::DiaryPage</name>
        <message>
            <source>Diary</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>The visit was not moved</source>
            <translation>O atendimento não foi remarcado</translation>
        </message>
        <message>
            <source>Team, services, hours…</source>
            <translation>Equipe, serviços, horários…</translation>
        </message>
        <message>
            <source>New visit…</source>
            <translation>Novo atendimento…</translation>
        </message>
        <message>
            <source>Earlier (Ctrl+Left)</source>
            <translation>Antes (Ctrl+Esquerda)</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Later (Ctrl+Right)</source>
            <translation>Depois (Ctrl+Direita)</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Barbearia</translation>
        </message>
        <message>
            <source>Whose week</source>
            <translation>Semana de quem</translation>
        </message>
        <message>
            <source>With cancelled</source>
            <translation>Com cancelados</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>Semana</translation>
        </message>
        <message>
            <source>Everybody</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>No professional</source>
            <translation>Sem profissional</translation>
        </message>
        <message>
            <source>%1 to %2</source>
            <translation>%1 a %2</translation>
        </message>
        <message>
            <source>no visits yet: click a time, or press N</source>
            <translation>ainda sem atendimentos: clique em um horário ou tecle N</translation>
        </message>
        <message>
            <source>%1 double booked</source>
            <translation>%1 em horário duplicado</translation>
        </message>
        <message>
            <source>%1 on a closed day</source>
            <translation>%1 em dia fechado</translation>
        </message>
        <message>
            <source>%1: from %2 to %3.</source>
            <translation>%1: de %2 para %3.</translation>
        </message>
        <message>
            <source>With %1 instead of %2.</source>
            <translation>Com %1 em vez de %2.</translation>
        </message>
        <message>
            <source>nobody yet</source>
            <translation>ninguém ainda</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>ninguém</translation>
        </message>
        <message>
            <source>Its reminders move along.</source>
            <translation>Os lembretes acompanham.</translation>
        </message>
        <message>
            <source>Move this visit?</source>
            <translation>Remarcar este atendimento?</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Remarcar</translation>
        </message>
    </context>
    <context>
        <name>trato::HomePage</name>
        <message>
            <source>Overview</source>
            <translation>Visão geral</translation>
        </message>
        <message>
            <source>Diary</source>
            <translation>Agenda</translation>
        </message>
        <message>
            <source>Waiting line</source>
            <translation>Fila de espera</translation>
        </message>
        <message>
            <source>Clients</source>
            <translation>Clientes</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
    </context>
    <context>
        <name>trato::HoursPanel</name>
        <message>
            <source>Save hours</source>
            <translation>Salvar horários</translation>
        </message>
        <message>
            <source>Same as the shop</source>
            <translation>Igual à barbearia</translation>
        </message>
        <message>
            <source>The whole shop</source>
            <translation>Toda a barbearia</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Desfeito.</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Salvo.</translation>
        </message>
        <message>
            <source>Whose hours</source>
            <translation>Horários de quem</translation>
        </message>
        <message>
            <source>Hours of</source>
            <translation>Horários de</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>fechado</translation>
        </message>
        <message>
            <source>From and to, for example 09:00-19:00; with a break 09:00-12:00, 13:00-19:00. Empty: closed.</source>
            <translation>De e até, por exemplo 09:00-19:00; com intervalo 09:00-12:00, 13:00-19:00. Vazio: fechado.</translation>
        </message>
        <message>
            <source>Monday&apos;s hours until Saturday</source>
            <translation>Horário de segunda até sábado</translation>
        </message>
        <message>
            <source>No hours are set yet: the diary shades nothing and warns of nothing.</source>
            <translation>Ainda não há horários: a agenda não sombreia nem avisa.</translation>
        </message>
        <message>
            <source>The same as the shop until you save other ones.</source>
            <translation>Igual à barbearia até você salvar outros.</translation>
        </message>
        <message>
            <source>Every day is empty. Type the hours of at least one day.</source>
            <translation>Todos os dias estão vazios. Escreva o horário de pelo menos um dia.</translation>
        </message>
    </context>
    <context>
        <name>trato::LinePage</name>
        <message>
            <source>Waiting</source>
            <translation>Esperando</translation>
        </message>
        <message>
            <source>Called</source>
            <translation>Chamado</translation>
        </message>
        <message>
            <source>Attended</source>
            <translation>Atendido</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Foi embora</translation>
        </message>
        <message>
            <source>joined</source>
            <translation>entrou na fila</translation>
        </message>
        <message>
            <source>is third now</source>
            <translation>agora é o terceiro</translation>
        </message>
        <message>
            <source>is first now</source>
            <translation>agora é o primeiro</translation>
        </message>
        <message>
            <source>was called</source>
            <translation>foi chamado</translation>
        </message>
        <message>
            <source>was attended</source>
            <translation>foi atendido</translation>
        </message>
        <message>
            <source>let the next one go first</source>
            <translation>deu a vez</translation>
        </message>
        <message>
            <source>left</source>
            <translation>foi embora</translation>
        </message>
        <message>
            <source>Waiting line</source>
            <translation>Fila de espera</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Nobody was called</source>
            <translation>Ninguém foi chamado</translation>
        </message>
        <message>
            <source>The line was not changed</source>
            <translation>A fila não mudou</translation>
        </message>
        <message>
            <source>Nothing happened yet</source>
            <translation>Nada aconteceu ainda</translation>
        </message>
        <message>
            <source>The line begins anew each day.</source>
            <translation>A fila recomeça a cada dia.</translation>
        </message>
        <message>
            <source>Anybody</source>
            <translation>Qualquer um</translation>
        </message>
        <message>
            <source>For anybody</source>
            <translation>Para qualquer um</translation>
        </message>
        <message>
            <source>Service…</source>
            <translation>Serviço…</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Lugar</translation>
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
            <source>With</source>
            <translation>Com</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>qualquer um</translation>
        </message>
        <message>
            <source>Waiting for</source>
            <translation>Espera há</translation>
        </message>
        <message>
            <source>Still about</source>
            <translation>Ainda cerca de</translation>
        </message>
        <message>
            <source>now</source>
            <translation>agora</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Hora</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>O que aconteceu</translation>
        </message>
        <message>
            <source>Who comes in</source>
            <translation>Quem chegou</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Add to the line</source>
            <translation>Pôr na fila</translation>
        </message>
        <message>
            <source>Who calls</source>
            <translation>Quem chama</translation>
        </message>
        <message>
            <source>Call the next one</source>
            <translation>Chamar o próximo</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Chamar</translation>
        </message>
        <message>
            <source>Let pass</source>
            <translation>Dar a vez</translation>
        </message>
        <message>
            <source>%1 waiting</source>
            <translation>%1 esperando</translation>
        </message>
        <message numerus="yes">
            <source>%1 attended</source>
            <translation>
                <numerusform>%1 atendido</numerusform>
                <numerusform>%1 atendidos</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody waits</source>
            <translation>Ninguém esperando</translation>
        </message>
        <message>
            <source>Type the name of who comes in without an appointment.</source>
            <translation>Escreva o nome de quem chega sem hora marcada.</translation>
        </message>
        <message>
            <source>Waiting list…</source>
            <translation>Lista de espera…</translation>
        </message>
    </context>
    <context>
        <name>trato::ServicesPanel</name>
        <message>
            <source>Offered</source>
            <translation>Oferecido</translation>
        </message>
        <message>
            <source>No services yet</source>
            <translation>Ainda sem serviços</translation>
        </message>
        <message>
            <source>Type one below. Services of an imported diary appear by themselves.</source>
            <translation>Escreva um abaixo. Os serviços de uma agenda importada aparecem sozinhos.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duração</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preço</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Ativo</translation>
        </message>
        <message>
            <source>Inactive</source>
            <translation>Inativo</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>Name of the service</source>
            <translation>Nome do serviço</translation>
        </message>
        <message>
            <source> min</source>
            <translation> min</translation>
        </message>
    </context>
    <context>
        <name>trato::ShopDialog</name>
        <message>
            <source>Team, services, hours</source>
            <translation>Equipe, serviços e horários</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Equipe</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Serviços</translation>
        </message>
        <message>
            <source>Working hours</source>
            <translation>Horário de trabalho</translation>
        </message>
        <message>
            <source>Closed days</source>
            <translation>Dias fechados</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::TeamPanel</name>
        <message>
            <source>Works here</source>
            <translation>Trabalha aqui</translation>
        </message>
        <message>
            <source>Nobody yet</source>
            <translation>Ainda ninguém</translation>
        </message>
        <message>
            <source>Type a name below. Names of an imported diary appear by themselves.</source>
            <translation>Escreva um nome abaixo. Os nomes de uma agenda importada aparecem sozinhos.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Ativo</translation>
        </message>
        <message>
            <source>Inactive</source>
            <translation>Inativo</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Equipe</translation>
        </message>
        <message>
            <source>Name of the professional</source>
            <translation>Nome do profissional</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitCard</name>
        <message>
            <source>Confirm</source>
            <translation>Confirmar</translation>
        </message>
        <message>
            <source>In the chair</source>
            <translation>Em atendimento</translation>
        </message>
        <message>
            <source>Attended</source>
            <translation>Atendido</translation>
        </message>
        <message>
            <source>Did not come</source>
            <translation>Faltou</translation>
        </message>
        <message>
            <source>Scheduled again</source>
            <translation>Agendado de novo</translation>
        </message>
        <message>
            <source>Cancel visit…</source>
            <translation>Cancelar atendimento…</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fora da agenda</translation>
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
            <source>Reminder</source>
            <translation>Lembrete</translation>
        </message>
        <message>
            <source>Move…</source>
            <translation>Remarcar…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Pago</translation>
        </message>
        <message>
            <source>Payment received…</source>
            <translation>Recebi o pagamento…</translation>
        </message>
        <message>
            <source>Take payment back…</source>
            <translation>Desfazer pagamento…</translation>
        </message>
        <message>
            <source>What was sent…</source>
            <translation>O que foi enviado…</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Story…</source>
            <translation>História…</translation>
        </message>
        <message>
            <source>Past</source>
            <translation>Passado</translation>
        </message>
    </context>
    <context>
        <name>trato::diary</name>
        <message>
            <source>Missing</source>
            <translation>Fora da agenda</translation>
        </message>
        <message>
            <source>Double</source>
            <translation>Duplicado</translation>
        </message>
        <message>
            <source>Closed: %1</source>
            <translation>Fechado: %1</translation>
        </message>
    </context>
    <context>
        <name>trato::AttentionWatch</name>
        <message numerus="yes">
            <source>%Ln message(s) may not have arrived</source>
            <translation>
                <numerusform>%Ln mensagem pode não ter chegado</numerusform>
                <numerusform>%Ln mensagens podem não ter chegado</numerusform>
            </translation>
        </message>
        <message>
            <source>The answer was lost. Look into WhatsApp, then say whether it arrived.</source>
            <translation>A resposta se perdeu. Veja no WhatsApp e diga se chegou.</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Decidir</translation>
        </message>
        <message numerus="yes">
            <source>%Ln message(s) could not be sent</source>
            <translation>
                <numerusform>%Ln mensagem não pôde ser enviada</numerusform>
                <numerusform>%Ln mensagens não puderam ser enviadas</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at the reason, then send again or give up.</source>
            <translation>Veja o motivo e envie de novo ou desista.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Ver</translation>
        </message>
        <message>
            <source>%1 came due while nothing was running</source>
            <translation>%1 venceram enquanto nada estava rodando</translation>
        </message>
        <message>
            <source>Look at them, then send or discard.</source>
            <translation>Veja quais são e decida se envia ou descarta.</translation>
        </message>
        <message>
            <source>The diary is old, so reminders are held</source>
            <translation>A agenda está antiga: os lembretes estão parados</translation>
        </message>
        <message>
            <source>Import it again and they go on.</source>
            <translation>Importe de novo e eles continuam.</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Importar…</translation>
        </message>
        <message>
            <source>The engine is in trouble</source>
            <translation>O motor está com problemas</translation>
        </message>
        <message>
            <source>Nothing accepted is lost. See what is wrong and how to repair it.</source>
            <translation>Nada do que foi aceito se perde. Veja o que há e como resolver.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message numerus="yes">
            <source>%Ln message(s) wait for you to send</source>
            <translation>
                <numerusform>%Ln mensagem espera você enviar</numerusform>
                <numerusform>%Ln mensagens esperam você enviar</numerusform>
            </translation>
        </message>
        <message>
            <source>One click opens WhatsApp with the text; press send there, then say so here.</source>
            <translation>Um clique abre o WhatsApp com o texto; toque em enviar lá e depois marque aqui.</translation>
        </message>
    </context>
    <context>
        <name>trato::CommandPalette</name>
        <message>
            <source>Search and acts</source>
            <translation>Busca e ações</translation>
        </message>
        <message>
            <source>Search job, client, phone, or what to do…</source>
            <translation>Busque job, cliente, telefone ou o que fazer…</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Encontrados</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Buscando…</translation>
        </message>
        <message>
            <source>Nothing was found. Try a shorter text.</source>
            <translation>Nada encontrado. Tente um texto mais curto.</translation>
        </message>
        <message>
            <source>Arrows choose · Enter opens · Esc closes</source>
            <translation>Setas escolhem · Enter abre · Esc fecha</translation>
        </message>
    </context>
    <context>
        <name>trato::ConsoleProgram</name>
        <message>
            <source>Trato Console goes on</source>
            <translation>O Trato Console continua</translation>
        </message>
        <message>
            <source>Reminders are sent as before. The icon here brings the window back, and quits.</source>
            <translation>Os lembretes seguem saindo. O ícone aqui traz a janela de volta e também encerra.</translation>
        </message>
        <message>
            <source>The demo could not be started</source>
            <translation>A demonstração não pôde ser aberta</translation>
        </message>
    </context>
    <context>
        <name>trato::Farewell</name>
        <message>
            <source>Quit Trato Console?</source>
            <translation>Encerrar o Trato Console?</translation>
        </message>
        <message>
            <source>%1 come due in the next 24 hours. While the program is closed they are not sent; after the next start those that are still useful are sent, or shown for you to decide.</source>
            <translation>%1 para as próximas 24 horas. Com o programa fechado, nada é enviado; na próxima abertura, o que ainda for útil sai ou aparece para você decidir.</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Encerrar</translation>
        </message>
    </context>
    <context>
        <name>trato::HeaderBar</name>
        <message>
            <source>Ctrl+%1</source>
            <translation>Ctrl+%1</translation>
        </message>
        <message>
            <source>Search job, client, phone…  Ctrl+K</source>
            <translation>Buscar job, cliente, telefone…  Ctrl+K</translation>
        </message>
        <message>
            <source>Search and acts</source>
            <translation>Busca e ações</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message numerus="yes">
            <source>%Ln thing(s) need attention</source>
            <translation>
                <numerusform>%Ln item precisa de atenção</numerusform>
                <numerusform>%Ln itens precisam de atenção</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing needs attention</source>
            <translation>Nada precisa de atenção</translation>
        </message>
    </context>
    <context>
        <name>trato::NoticeToast</name>
        <message>
            <source>Later</source>
            <translation>Depois</translation>
        </message>
    </context>
    <context>
        <name>trato::ShortcutsDialog</name>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atalhos de teclado</translation>
        </message>
        <message>
            <source>Diary: new visit, move the chosen one, today</source>
            <translation>Agenda: novo atendimento, mover o escolhido, hoje</translation>
        </message>
        <message>
            <source>Ctrl+Left, Ctrl+Right</source>
            <translation>Ctrl+Esquerda, Ctrl+Direita</translation>
        </message>
        <message>
            <source>Diary: earlier, later</source>
            <translation>Agenda: antes, depois</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Espaço</translation>
        </message>
        <message>
            <source>Job list: tick what is chosen</source>
            <translation>Lista de jobs: marcar o que está escolhido</translation>
        </message>
        <message>
            <source>Job list: tick everything that matches</source>
            <translation>Lista de jobs: marcar tudo o que corresponde ao filtro</translation>
        </message>
        <message>
            <source>Open the menu</source>
            <translation>Abrir o menu</translation>
        </message>
        <message>
            <source>Tab, arrows</source>
            <translation>Tab, setas</translation>
        </message>
        <message>
            <source>Go from control to control, and inside a group</source>
            <translation>Ir de um controle a outro e dentro de um grupo</translation>
        </message>
        <message>
            <source>Space, Enter</source>
            <translation>Espaço, Enter</translation>
        </message>
        <message>
            <source>Press what has the focus</source>
            <translation>Acionar o que está em foco</translation>
        </message>
        <message>
            <source>Close a dialog</source>
            <translation>Fechar um diálogo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Overview: the overview, diary, waiting line, clients, messages</source>
            <translation>Visão geral: visão geral, agenda, fila de espera, clientes, mensagens</translation>
        </message>
    </context>
    <context>
        <name>trato::Tray</name>
        <message>
            <source>Open Trato Console</source>
            <translation>Abrir o Trato Console</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Encerrar</translation>
        </message>
        <message numerus="yes">
            <source>Trato Console: %Ln thing(s) need attention</source>
            <translation>
                <numerusform>Trato Console: %Ln item precisa de atenção</numerusform>
                <numerusform>Trato Console: %Ln itens precisam de atenção</numerusform>
            </translation>
        </message>
        <message>
            <source>Trato Console: all is well</source>
            <translation>Trato Console: tudo em ordem</translation>
        </message>
        <message>
            <source>Click to: %1</source>
            <translation>Clique para: %1</translation>
        </message>
    </context>
    <context>
        <name>trato::WelcomePage</name>
        <message>
            <source>Brasília time (São Paulo, Rio, the South)</source>
            <translation>Horário de Brasília (São Paulo, Rio, Sul)</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>Bahia</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>Pernambuco</translation>
        </message>
        <message>
            <source>Ceará and the Northeast</source>
            <translation>Ceará e Nordeste</translation>
        </message>
        <message>
            <source>Alagoas and Sergipe</source>
            <translation>Alagoas e Sergipe</translation>
        </message>
        <message>
            <source>Pará (east) and Amapá</source>
            <translation>Pará (leste) e Amapá</translation>
        </message>
        <message>
            <source>Tocantins</source>
            <translation>Tocantins</translation>
        </message>
        <message>
            <source>Mato Grosso</source>
            <translation>Mato Grosso</translation>
        </message>
        <message>
            <source>Mato Grosso do Sul</source>
            <translation>Mato Grosso do Sul</translation>
        </message>
        <message>
            <source>Pará (west)</source>
            <translation>Pará (oeste)</translation>
        </message>
        <message>
            <source>Amazonas</source>
            <translation>Amazonas</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>Rondônia</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>Roraima</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>Acre</translation>
        </message>
        <message>
            <source>Fernando de Noronha</source>
            <translation>Fernando de Noronha</translation>
        </message>
        <message>
            <source>Saved.</source>
            <translation>Salvo.</translation>
        </message>
        <message>
            <source>Done. It was recorded as “would send”: see “Messages by hour” in the overview. Nobody got it.</source>
            <translation>Pronto. Ficou registrada como “Seria enviada”: veja “Mensagens por hora” na visão geral. Ninguém recebeu.</translation>
        </message>
        <message>
            <source>Welcome to Trato Console</source>
            <translation>Boas-vindas ao Trato Console</translation>
        </message>
        <message>
            <source>Three minutes to your first reminder. Nothing is sent to a client until you say so, and this page stays in the menu under “First steps”.</source>
            <translation>Três minutos até o primeiro lembrete. Nada é enviado a um cliente sem a sua ordem, e esta página continua no menu em “Primeiros passos”.</translation>
        </message>
        <message>
            <source>1 · Language and look</source>
            <translation>1 · Idioma e aparência</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aparência</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como o sistema</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clara</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Escura</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Alto contraste</translation>
        </message>
        <message>
            <source>Start with the computer, so that reminders go out</source>
            <translation>Abrir junto com o computador, para os lembretes saírem</translation>
        </message>
        <message>
            <source>The start with the computer was not changed</source>
            <translation>A abertura junto com o computador não foi alterada</translation>
        </message>
        <message>
            <source>2 · Your shop</source>
            <translation>2 · Sua barbearia</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Your WhatsApp</source>
            <translation>Seu WhatsApp</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Fuso horário</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>The name stands in every message. Your number is used for trials only.</source>
            <translation>O nome aparece em toda mensagem. O seu número só é usado para testes.</translation>
        </message>
        <message>
            <source>3 · Begin</source>
            <translation>3 · Começar</translation>
        </message>
        <message>
            <source>With my diary</source>
            <translation>Com a minha agenda</translation>
        </message>
        <message>
            <source>Import the file that your booking system exports (CSV or a calendar, .ics), or type the first visit in.</source>
            <translation>Importe o arquivo que o seu sistema de agendamento exporta (CSV ou um calendário, .ics) ou digite o primeiro atendimento.</translation>
        </message>
        <message>
            <source>Import diary…</source>
            <translation>Importar agenda…</translation>
        </message>
        <message>
            <source>Type the first visit…</source>
            <translation>Digitar o primeiro atendimento…</translation>
        </message>
        <message>
            <source>Look around first</source>
            <translation>Primeiro dar uma olhada</translation>
        </message>
        <message>
            <source>The demo opens in a window of its own: a made-up shop with two units, a month of history and messages that reach nobody. It is deleted when you close it.</source>
            <translation>A demonstração abre em outra janela: uma barbearia inventada com duas unidades, um mês de história e mensagens que não chegam a ninguém. É apagada ao fechar.</translation>
        </message>
        <message>
            <source>Try the demo</source>
            <translation>Ver a demonstração</translation>
        </message>
        <message>
            <source>4 · Your first reminder</source>
            <translation>4 · Seu primeiro lembrete</translation>
        </message>
        <message>
            <source>Try it with my number</source>
            <translation>Testar com o meu número</translation>
        </message>
        <message>
            <source>Go to the overview</source>
            <translation>Ir para a visão geral</translation>
        </message>
        <message>
            <source>Please type the shop&apos;s name.</source>
            <translation>Digite o nome da barbearia.</translation>
        </message>
        <message>
            <source>The phone needs an area code and 8 or 9 digits.</source>
            <translation>O telefone precisa de DDD e 8 ou 9 dígitos.</translation>
        </message>
        <message>
            <source>%1, %2: goes out %3 at %4</source>
            <translation>%1, %2: sai %3 às %4</translation>
        </message>
        <message>
            <source>No reminder is planned yet</source>
            <translation>Nenhum lembrete previsto ainda</translation>
        </message>
        <message>
            <source>It appears here as soon as there is a visit: with its text, and when it goes out.</source>
            <translation>Aparece aqui assim que houver um atendimento: com o texto e a hora em que sai.</translation>
        </message>
        <message>
            <source>No reminder will go out for these visits</source>
            <translation>Nenhum lembrete vai sair para estes atendimentos</translation>
        </message>
        <message>
            <source>They begin too soon, or have no mobile number. A visit after tomorrow is reminded the day before.</source>
            <translation>Eles começam cedo demais ou não têm celular. Um atendimento depois de amanhã é lembrado na véspera.</translation>
        </message>
        <message>
            <source>To try it, save your own WhatsApp number above.</source>
            <translation>Para testar, salve acima o seu número do WhatsApp.</translation>
        </message>
        <message>
            <source>Writing it…</source>
            <translation>Escrevendo…</translation>
        </message>
        <message>
            <source>With my web site</source>
            <translation>Com o meu site</translation>
        </message>
        <message>
            <source>If your site keeps its jobs in Redis (BullMQ), see its queues here and work on them beside it.</source>
            <translation>Se o seu site guarda as tarefas no Redis (BullMQ), veja as filas dele aqui e trabalhe nelas ao lado do site.</translation>
        </message>
        <message>
            <source>Connect to the site…</source>
            <translation>Conectar ao site…</translation>
        </message>
    </context>
    <context>
        <name>trato::MessagesDialog</name>
        <message>
            <source>Cannot be written</source>
            <translation>Texto com problema</translation>
        </message>
        <message>
            <source>Off in the settings</source>
            <translation>Desligada nas configurações</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Ligada</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Desligada</translation>
        </message>
        <message>
            <source>Messages to clients</source>
            <translation>Mensagens aos clientes</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Ligar</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>Next 24 hours…</source>
            <translation>Próximas 24 horas…</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Goes out</source>
            <translation>Sai</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Unidade</translation>
        </message>
        <message>
            <source>How it reads</source>
            <translation>Como fica o texto</translation>
        </message>
        <message>
            <source>Reminders go out until you switch them off, everything else once you switch it on. Messages leave the way that is set for WhatsApp, a minute after what happened; those of the line at once.</source>
            <translation>Os lembretes saem até você desligar; as outras mensagens, só depois que você ligar. Elas saem do modo escolhido para o WhatsApp, um minuto depois do que aconteceu; as da fila, na hora.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>The text cannot be written: %1</source>
            <translation>O texto não pode ser montado: %1</translation>
        </message>
        <message>
            <source>The settings keep this reminder back in every shop.</source>
            <translation>Este lembrete está desligado nas configurações, para todas as unidades.</translation>
        </message>
        <message>
            <source>Next 24 hours</source>
            <translation>Próximas 24 horas</translation>
        </message>
        <message>
            <source>This is what goes out in the next 24 hours, as things stand now.</source>
            <translation>É isto que sai nas próximas 24 horas, do jeito que está agora.</translation>
        </message>
        <message>
            <source>No message is due in the next 24 hours.</source>
            <translation>Nenhuma mensagem sai nas próximas 24 horas.</translation>
        </message>
    </context>
    <context>
        <name>trato::PaymentDialog</name>
        <message>
            <source>Payment received</source>
            <translation>Pagamento recebido</translation>
        </message>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Paid by</source>
            <translation>Forma de pagamento</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Registrar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::AttentionCard</name>
        <message>
            <source>Needs attention</source>
            <translation>Precisa de atenção</translation>
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
            <source>Closed day</source>
            <translation>Dia fechado</translation>
        </message>
        <message>
            <source>%1 booked on closed days</source>
            <translation>%1 em dias fechados</translation>
        </message>
        <message>
            <source>Show…</source>
            <translation>Mostrar…</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Fora da agenda</translation>
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
            <source>These reminders came due while nothing was running and are still useful.</source>
            <translation>Estes lembretes venceram enquanto tudo estava parado e ainda são úteis.</translation>
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
        <message>
            <source>Late messages</source>
            <translation>Mensagens atrasadas</translation>
        </message>
        <message>
            <source>%1 did not leave in time</source>
            <translation>%1 não saíram a tempo</translation>
        </message>
        <message>
            <source>These messages follow from what happened in the shop, but did not leave in time. They still fit the diary.</source>
            <translation>Estas mensagens vêm do que aconteceu na barbearia, mas não saíram a tempo. Elas ainda combinam com a agenda.</translation>
        </message>
        <message>
            <source>None is left.</source>
            <translation>Não resta nenhuma.</translation>
        </message>
        <message>
            <source>wrote “%1”</source>
            <translation>escreveu “%1”</translation>
        </message>
        <message>
            <source>Cancel visit…</source>
            <translation>Cancelar atendimento…</translation>
        </message>
        <message>
            <source>Comes</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>To call</source>
            <translation>Ligar</translation>
        </message>
        <message>
            <source>%1 without an answer</source>
            <translation>%1 sem resposta</translation>
        </message>
        <message>
            <source>Their clients were asked whether they come.</source>
            <translation>Foi perguntado aos clientes se eles vêm.</translation>
        </message>
        <message>
            <source>Call list…</source>
            <translation>Lista de ligações…</translation>
        </message>
        <message>
            <source>%1 to send with your WhatsApp</source>
            <translation>%1 para enviar pelo seu WhatsApp</translation>
        </message>
        <message>
            <source>They are listed below.</source>
            <translation>Estão listadas abaixo.</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Mostrar</translation>
        </message>
        <message>
            <source>Story…</source>
            <translation>História…</translation>
        </message>
    </context>
    <context>
        <name>trato::BookPanel</name>
        <message>
            <source>Save</source>
            <translation>Salvar</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Novo</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Incluir</translation>
        </message>
    </context>
    <context>
        <name>trato::ChannelCard</name>
        <message>
            <source>Sending by WhatsApp</source>
            <translation>Envio pelo WhatsApp</translation>
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
            <source>Stopped: %1</source>
            <translation>Parado: %1</translation>
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
            <source>Messages…</source>
            <translation>Mensagens…</translation>
        </message>
        <message>
            <source>No message is due in the next 24 hours.</source>
            <translation>Nenhuma mensagem sai nas próximas 24 horas.</translation>
        </message>
        <message>
            <source>Ways…</source>
            <translation>Meios…</translation>
        </message>
        <message>
            <source>Not all is seen…</source>
            <translation>Nem tudo se vê…</translation>
        </message>
    </context>
    <context>
        <name>trato::DaysCard</name>
        <message>
            <source>Visits</source>
            <translation>Atendimentos</translation>
        </message>
        <message>
            <source>Reminders</source>
            <translation>Lembretes</translation>
        </message>
        <message>
            <source>Visits and reminders by day</source>
            <translation>Atendimentos e lembretes por dia</translation>
        </message>
        <message>
            <source>7 days back, 7 days on</source>
            <translation>7 dias atrás, 7 dias à frente</translation>
        </message>
        <message>
            <source>Visits by the day on which they begin, reminders by the day on which they are due. From the diary.</source>
            <translation>Atendimentos pelo dia em que começam, lembretes pelo dia em que são enviados. Fonte: a agenda.</translation>
        </message>
        <message>
            <source>No visits in these days</source>
            <translation>Nenhum atendimento nestes dias</translation>
        </message>
        <message>
            <source>Import the diary, or type a visit in.</source>
            <translation>Importe a agenda ou registre um atendimento.</translation>
        </message>
        <message>
            <source>Today %1, %2</source>
            <translation>Hoje %1, %2</translation>
        </message>
    </context>
    <context>
        <name>trato::FiguresRow</name>
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
            <source>next at %1</source>
            <translation>próximo às %1</translation>
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
            <source>Needs attention</source>
            <translation>Precisa de atenção</translation>
        </message>
        <message>
            <source>not known now</source>
            <translation>não se sabe agora</translation>
        </message>
        <message>
            <source>Revenue today</source>
            <translation>Faturamento hoje</translation>
        </message>
        <message>
            <source>Revenue this month</source>
            <translation>Faturamento no mês</translation>
        </message>
        <message>
            <source>Visits that begin today, without cancelled ones and blocked times. Attended are those marked as done. From the diary.</source>
            <translation>Atendimentos que começam hoje, sem os cancelados e os horários bloqueados. “Atendidos” são os marcados assim. Fonte: a agenda.</translation>
        </message>
        <message>
            <source>Reminders that are planned or in the queue and due within 24 hours. The line shows them by the hour. From the diary.</source>
            <translation>Lembretes previstos ou na fila para as próximas 24 horas. A linha mostra quantos por hora. Fonte: a agenda.</translation>
        </message>
        <message>
            <source>Messages of the last 24 hours, at most the newest 1,000. Accepted is what WhatsApp took of what was tried, or a person sent by hand; to check is what failed or is uncertain. From the message ledger.</source>
            <translation>Mensagens das últimas 24 horas, no máximo as 1.000 mais novas. Aceitas são as que o WhatsApp recebeu do que se tentou enviar, ou que alguém enviou à mão; a verificar são as que falharam ou estão incertas. Fonte: o registro de mensagens.</translation>
        </message>
        <message>
            <source>Uncertain messages, messages that failed in the last 24 hours, and open questions of the diary. The list below has them.</source>
            <translation>Mensagens incertas, mensagens que falharam nas últimas 24 horas e perguntas em aberto da agenda. A lista abaixo mostra cada uma.</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1 (%2)</translation>
        </message>
        <message>
            <source>The diary has attended visits since %1.</source>
            <translation>A agenda tem atendimentos feitos desde %1.</translation>
        </message>
        <message>
            <source>The diary has no attended visits yet: mark visits as done, or import a diary with their status.</source>
            <translation>A agenda ainda não tem atendimentos feitos: marque-os como “Atendido” ou importe uma agenda com a situação de cada um.</translation>
        </message>
        <message>
            <source>%1 on last week</source>
            <translation>%1 em uma semana</translation>
        </message>
        <message>
            <source>Prices in the diary of today's visits that are marked as done: %1.</source>
            <translation>Preços na agenda dos atendimentos de hoje marcados como “Atendido”: %1.</translation>
        </message>
        <message>
            <source>Compared with the same weekday a week ago, up to this time of day: %1.</source>
            <translation>Comparado com o mesmo dia da semana passada, até este horário: %1.</translation>
        </message>
        <message>
            <source>Prices in the diary of the visits since the first of the month that are marked as done: %1.</source>
            <translation>Preços na agenda dos atendimentos marcados como “Atendido” desde o dia 1º: %1.</translation>
        </message>
        <message>
            <source>Compared with the month before, up to the same day and time: %1.</source>
            <translation>Comparado com o mês passado, até o mesmo dia e horário: %1.</translation>
        </message>
        <message>
            <source>Without a price: %1.</source>
            <translation>Sem preço: %1.</translation>
        </message>
        <message>
            <source>Over, but not marked as done, missed or cancelled, and so not counted: %1.</source>
            <translation>Já passaram, mas ninguém marcou se aconteceram, se o cliente faltou ou se foram cancelados, por isso não contam: %1.</translation>
        </message>
        <message>
            <source>%1 accepted · %2 to check</source>
            <translation>%1 aceitas · %2 a verificar</translation>
        </message>
        <message>
            <source>%1 accepted</source>
            <translation>%1 aceitas</translation>
        </message>
        <message numerus="yes">
            <source>%1 attended</source>
            <translation>
                <numerusform>%1 atendido</numerusform>
                <numerusform>%1 atendidos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 confirmed</source>
            <translation>
                <numerusform>%1 confirmado</numerusform>
                <numerusform>%1 confirmados</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 visit(s) attended</source>
            <translation>
                <numerusform>%1 atendimento feito</numerusform>
                <numerusform>%1 atendimentos feitos</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 would go out</source>
            <translation>
                <numerusform>%1 sairia</numerusform>
                <numerusform>%1 sairiam</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 skipped</source>
            <translation>
                <numerusform>%1 dispensada</numerusform>
                <numerusform>%1 dispensadas</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>trato::JobSorting</name>
        <message>
            <source>Order of the list: %1</source>
            <translation>Ordem da lista: %1</translation>
        </message>
        <message>
            <source>The other way round</source>
            <translation>Ao contrário</translation>
        </message>
        <message>
            <source>Click to sort by this column</source>
            <translation>Clique para ordenar por esta coluna</translation>
        </message>
    </context>
    <context>
        <name>trato::KpiCard</name>
        <message>
            <source>What “%1” counts</source>
            <translation>O que “%1” conta</translation>
        </message>
    </context>
    <context>
        <name>trato::PopularCard</name>
        <message>
            <source>Popular services</source>
            <translation>Serviços mais populares</translation>
        </message>
        <message>
            <source>last 30 days</source>
            <translation>últimos 30 dias</translation>
        </message>
        <message>
            <source>The five services with the most visits that were confirmed or attended, and their prices in the diary.</source>
            <translation>Os cinco serviços com mais atendimentos confirmados ou feitos, e os preços deles na agenda.</translation>
        </message>
        <message>
            <source>Without a service</source>
            <translation>Sem serviço</translation>
        </message>
        <message>
            <source>No visits in the last 30 days</source>
            <translation>Nenhum atendimento nos últimos 30 dias</translation>
        </message>
        <message>
            <source>Confirmed and attended visits count here.</source>
            <translation>Contam os atendimentos confirmados e feitos.</translation>
        </message>
    </context>
    <context>
        <name>trato::SendDialog</name>
        <message>
            <source>Client</source>
            <translation>Cliente</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Horário</translation>
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
            <source>Shop</source>
            <translation>Barbearia</translation>
        </message>
        <message>
            <source>The shop's phone</source>
            <translation>Telefone da barbearia</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>Paid on</source>
            <translation>Pago em</translation>
        </message>
        <message>
            <source>Transaction</source>
            <translation>Transação</translation>
        </message>
        <message>
            <source>Place in the line</source>
            <translation>Lugar na fila</translation>
        </message>
        <message>
            <source>How many wait</source>
            <translation>Quantos esperam</translation>
        </message>
        <message>
            <source>Wait</source>
            <translation>Espera</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Enviar</translation>
        </message>
        <message>
            <source>Write a message</source>
            <translation>Escrever uma mensagem</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefone</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>Text of the message</source>
            <translation>Texto da mensagem</translation>
        </message>
        <message>
            <source>What should the message say?</source>
            <translation>O que a mensagem deve dizer?</translation>
        </message>
        <message>
            <source>How it will read</source>
            <translation>Como vai ficar</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Para</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>Carregando…</translation>
        </message>
        <message>
            <source>Nothing leaves: the message is recorded as “would send”.</source>
            <translation>Nada sai: a mensagem fica registrada como “seria enviada”.</translation>
        </message>
        <message>
            <source>Record it</source>
            <translation>Registrar</translation>
        </message>
        <message>
            <source>The message is listed in the overview; you send it from there with your own WhatsApp.</source>
            <translation>A mensagem entra na lista da visão geral; de lá você a envia pelo seu próprio WhatsApp.</translation>
        </message>
        <message>
            <source>List it for sending</source>
            <translation>Pôr na lista de envio</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Enviar agora</translation>
        </message>
        <message>
            <source>Please fill in “%1”.</source>
            <translation>Preencha “%1”.</translation>
        </message>
        <message>
            <source>The client has no phone.</source>
            <translation>O cliente não tem telefone.</translation>
        </message>
        <message>
            <source>Please type the phone.</source>
            <translation>Digite o telefone.</translation>
        </message>
        <message>
            <source>Please write the text.</source>
            <translation>Escreva o texto.</translation>
        </message>
        <message>
            <source>The text is too long: %1 of %2 characters.</source>
            <translation>O texto é longo demais: %1 de %2 caracteres.</translation>
        </message>
        <message>
            <source>Listed in the overview, under “Sending by WhatsApp”. Send it from there.</source>
            <translation>Está na visão geral, em “Envio pelo WhatsApp”. Envie de lá.</translation>
        </message>
        <message>
            <source>The client wrote to us in the last 24 hours</source>
            <translation>O cliente escreveu para nós nas últimas 24 horas</translation>
        </message>
        <message>
            <source>The message goes out at once through the WhatsApp Cloud API. WhatsApp takes free text only after the client wrote.</source>
            <translation>A mensagem sai na hora pela API do WhatsApp. O WhatsApp só aceita texto livre depois que o cliente escreve.</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Forma</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Assunto</translation>
        </message>
        <message>
            <source>E-mail address</source>
            <translation>Endereço de e-mail</translation>
        </message>
        <message>
            <source>The message goes out at once.</source>
            <translation>A mensagem sai na hora.</translation>
        </message>
        <message>
            <source>The client has no e-mail address.</source>
            <translation>O cliente não tem e-mail.</translation>
        </message>
        <message>
            <source>Please type the e-mail address.</source>
            <translation>Digite o endereço de e-mail.</translation>
        </message>
        <message>
            <source>Please write the subject.</source>
            <translation>Escreva o assunto.</translation>
        </message>
        <message>
            <source>It may go out: the client did not say no to messages from the shop.</source>
            <translation>Pode sair: o cliente não disse não a mensagens da barbearia.</translation>
        </message>
        <message numerus="yes">
            <source>%n SMS segment(s).</source>
            <translation>
                <numerusform>%n segmento de SMS.</numerusform>
                <numerusform>%n segmentos de SMS.</numerusform>
            </translation>
        </message>
        <message>
            <source>Costs %1.</source>
            <translation>Custa %1.</translation>
        </message>
        <message>
            <source>It must not go out: the client said no to messages from the shop.</source>
            <translation>Não pode sair: o cliente disse não a mensagens da barbearia.</translation>
        </message>
        <message>
            <source>Recorded. This way is in training, so nothing left.</source>
            <translation>Registrada. Esta forma está em treino, então nada saiu.</translation>
        </message>
        <message>
            <source>On its way. “Messages” in the first tab shows what becomes of it.</source>
            <translation>A caminho. “Mensagens”, na primeira aba, mostra o que acontece com ela.</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitKeeper</name>
        <message>
            <source>The visit was not changed</source>
            <translation>O atendimento não foi alterado</translation>
        </message>
        <message>
            <source>The payment was not taken back</source>
            <translation>O pagamento não foi desfeito</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Abrir…</translation>
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
            <source>Cancel visit</source>
            <translation>Cancelar atendimento</translation>
        </message>
        <message>
            <source>Take the payment back?</source>
            <translation>Desfazer o pagamento?</translation>
        </message>
        <message>
            <source>The newest payment of %1 counts as not received.</source>
            <translation>O último pagamento de %1 deixa de contar como recebido.</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Desfazer</translation>
        </message>
        <message>
            <source>Payment received…</source>
            <translation>Recebi o pagamento…</translation>
        </message>
        <message>
            <source>What was sent…</source>
            <translation>O que foi enviado…</translation>
        </message>
        <message>
            <source>What was sent to %1 about this visit</source>
            <translation>O que foi enviado a %1 sobre este atendimento</translation>
        </message>
        <message>
            <source>Story…</source>
            <translation>História…</translation>
        </message>
    </context>
    <context>
        <name>trato::QueueMenu</name>
        <message>
            <source>Limits…</source>
            <translation>Limites…</translation>
        </message>
        <message>
            <source>Remove the queue…</source>
            <translation>Excluir a fila…</translation>
        </message>
        <message>
            <source>The queue was removed</source>
            <translation>A fila foi excluída</translation>
        </message>
        <message>
            <source>With it went %1.</source>
            <translation>Com ela foram excluídos: %1.</translation>
        </message>
        <message>
            <source>The queue was not removed</source>
            <translation>A fila não foi excluída</translation>
        </message>
        <message>
            <source>%1: the queue and %2 in it, waiting and finished ones alike, are removed for good, with their figures and settings.</source>
            <translation>%1: a fila e o que está nela (%2, na espera ou já terminados) são excluídos de vez, com seus números e configurações.</translation>
        </message>
        <message>
            <source>%1 running now: they are taken from their workers.</source>
            <translation>Em execução agora: %1. São retirados de seus workers.</translation>
        </message>
        <message>
            <source>Remove this queue?</source>
            <translation>Excluir esta fila?</translation>
        </message>
        <message>
            <source>Remove the queue</source>
            <translation>Excluir a fila</translation>
        </message>
    </context>
    <context>
        <name>trato::QueueLimitsDialog</name>
        <message>
            <source>no limit</source>
            <translation>sem limite</translation>
        </message>
        <message>
            <source>Limits of the queue</source>
            <translation>Limites da fila</translation>
        </message>
        <message>
            <source> ms</source>
            <translation> ms</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>Jobs at the same time</source>
            <translation>Jobs ao mesmo tempo</translation>
        </message>
        <message>
            <source>Jobs started</source>
            <translation>Jobs iniciados</translation>
        </message>
        <message>
            <source>in each</source>
            <translation>a cada</translation>
        </message>
        <message>
            <source>The limits hold for all workers of the queue together.</source>
            <translation>Os limites valem para todos os workers da fila juntos.</translation>
        </message>
    </context>
    <context>
        <name>trato::FlowDialog</name>
        <message>
            <source>is waited for</source>
            <translation>aguardado</translation>
        </message>
        <message>
            <source>failed, its parent too</source>
            <translation>falhou, e o job acima também</translation>
        </message>
        <message>
            <source>failed, passed over</source>
            <translation>falhou, ignorado</translation>
        </message>
        <message>
            <source>done</source>
            <translation>concluído</translation>
        </message>
        <message>
            <source>Show job</source>
            <translation>Mostrar job</translation>
        </message>
        <message>
            <source>Flow of job %1</source>
            <translation>Fluxo do job %1</translation>
        </message>
        <message>
            <source>Job</source>
            <translation>Job</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Fila</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>For its parent</source>
            <translation>Para o job acima</translation>
        </message>
        <message>
            <source>Jobs of the flow</source>
            <translation>Jobs do fluxo</translation>
        </message>
        <message>
            <source>A job runs when the jobs below it are done.</source>
            <translation>Um job é executado quando os que estão abaixo dele terminam.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>excluído</translation>
        </message>
    </context>
    <context>
        <name>trato::SiteDialog</name>
        <message>
            <source>Leave the site…</source>
            <translation>Desligar do site…</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Testar</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Conectar</translation>
        </message>
        <message>
            <source>Connect to the site</source>
            <translation>Conectar ao site</translation>
        </message>
        <message>
            <source>If your web site keeps its jobs in Redis, this program can show its queues and work on them beside the site. Ask whoever looks after the site for the address. Nothing changes before you press “Connect”.</source>
            <translation>Se o seu site guarda as tarefas dele no Redis, este programa pode mostrar as filas e trabalhar nelas ao lado do site. Peça o endereço a quem cuida do site. Nada muda antes de você clicar em “Conectar”.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>After a test that found nothing unsafe</source>
            <translation>Depois de um teste que não achou nada inseguro</translation>
        </message>
        <message>
            <source>Address of the site's Redis</source>
            <translation>Endereço do Redis do site</translation>
        </message>
        <message>
            <source>redis.example.com, or the whole address redis://…</source>
            <translation>redis.exemplo.com.br, ou o endereço inteiro redis://…</translation>
        </message>
        <message>
            <source>empty: the server's default user</source>
            <translation>vazio: o usuário padrão do servidor</translation>
        </message>
        <message>
            <source>kept in this computer's keychain</source>
            <translation>fica no cofre de senhas deste computador</translation>
        </message>
        <message>
            <source>Encrypted (TLS)</source>
            <translation>Criptografada (TLS)</translation>
        </message>
        <message>
            <source>only for a certificate of your own (PEM)</source>
            <translation>só para um certificado próprio (PEM)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Escolher…</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Servidor</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Porta</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Banco</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Usuário</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Senha</translation>
        </message>
        <message>
            <source>Certificate file</source>
            <translation>Arquivo do certificado</translation>
        </message>
        <message>
            <source>Prefix</source>
            <translation>Prefixo</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt *.cer)</source>
            <translation>Certificados (*.pem *.crt *.cer)</translation>
        </message>
        <message>
            <source>What the test found</source>
            <translation>O que o teste encontrou</translation>
        </message>
        <message>
            <source>Now: %1</source>
            <translation>Agora: %1</translation>
        </message>
        <message>
            <source>Not tested yet</source>
            <translation>Ainda não testado</translation>
        </message>
        <message>
            <source>The test leaves nothing on the server. It says what is wrong, and which queues there are.</source>
            <translation>O teste não deixa nada no servidor. Ele diz o que está errado e quais filas existem.</translation>
        </message>
        <message>
            <source>Please type the server's name or address.</source>
            <translation>Digite o nome ou o endereço do servidor.</translation>
        </message>
        <message>
            <source>Asking the server…</source>
            <translation>Perguntando ao servidor…</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Filas</translation>
        </message>
        <message>
            <source>who works on it is not told</source>
            <translation>o servidor não diz quem trabalha nela</translation>
        </message>
        <message>
            <source>no worker now</source>
            <translation>ninguém trabalha nela agora</translation>
        </message>
        <message>
            <source>served by %1</source>
            <translation>atendida por %1</translation>
        </message>
        <message>
            <source>only watched</source>
            <translation>só acompanhar</translation>
        </message>
        <message>
            <source>Only watch</source>
            <translation>Só acompanhar</translation>
        </message>
        <message>
            <source>Work on it here</source>
            <translation>Trabalhar nela aqui</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Conectando…</translation>
        </message>
        <message>
            <source>Leave the site?</source>
            <translation>Desligar do site?</translation>
        </message>
        <message>
            <source>The jobs of the site stay where they are. This program goes back to its own file, and no longer shows the site's queues.</source>
            <translation>As tarefas do site ficam onde estão. Este programa volta ao próprio arquivo e deixa de mostrar as filas do site.</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>Leaving…</source>
            <translation>Desligando…</translation>
        </message>
        <message>
            <source>The password goes into this computer&apos;s keychain (“trato-console”, REDIS_PASSWORD) and into no file. The certificate stays where it is: only its path is kept.</source>
            <translation>A senha vai para o cofre de senhas deste computador (“trato-console”, REDIS_PASSWORD) e para nenhum arquivo. O certificado fica onde está: só o caminho é guardado.</translation>
        </message>
    </context>
    <context>
        <name>trato::site</name>
        <message>
            <source>Here</source>
            <translation>Aqui</translation>
        </message>
        <message>
            <source>Here and others</source>
            <translation>Aqui e outros</translation>
        </message>
        <message>
            <source>Standing by</source>
            <translation>De prontidão</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Outros</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Ninguém</translation>
        </message>
        <message>
            <source>This program works on the queue (%1, up to %2 at once).</source>
            <translation>Este programa atende a fila (%1, até %2 por vez).</translation>
        </message>
        <message>
            <source>This program works on the queue as soon as it owns the shop.</source>
            <translation>Este programa atende a fila assim que assumir a barbearia.</translation>
        </message>
        <message>
            <source>This program only watches the queue.</source>
            <translation>Este programa só acompanha a fila.</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Não se sabe</translation>
        </message>
        <message>
            <source>The server does not tell who else works on it.</source>
            <translation>O servidor não diz quem mais trabalha nela.</translation>
        </message>
        <message>
            <source>Workers elsewhere: %1</source>
            <translation>Quem atende em outro lugar: %1</translation>
        </message>
        <message>
            <source>No worker is connected to it.</source>
            <translation>Ninguém está conectado a ela.</translation>
        </message>
        <message>
            <source>This engine owns the shop</source>
            <translation>Este motor responde pela barbearia</translation>
        </message>
        <message>
            <source>Nobody owns the shop</source>
            <translation>Ninguém responde pela barbearia</translation>
        </message>
        <message>
            <source>The shop's owner: %1</source>
            <translation>Quem responde pela barbearia: %1</translation>
        </message>
    </context>
    <context>
        <name>trato::ChannelsDialog</name>
        <message>
            <source>Stopped</source>
            <translation>Parado</translation>
        </message>
        <message>
            <source>Ready</source>
            <translation>Pronto</translation>
        </message>
        <message>
            <source>Not set up</source>
            <translation>Não configurado</translation>
        </message>
        <message>
            <source>Ways of sending</source>
            <translation>Meios de envio</translation>
        </message>
        <message>
            <source>Test the credential</source>
            <translation>Testar a credencial</translation>
        </message>
        <message>
            <source>Go live…</source>
            <translation>Ligar o envio…</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Meio</translation>
        </message>
        <message>
            <source>How it sends</source>
            <translation>Como envia</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>A message goes out once: by the first of these ways that reaches the client, in the order of the settings. The next way comes in when one refuses for good, or does not work for long. E-mail and SMS stay out of it until you switch them live.</source>
            <translation>Cada mensagem sai uma vez só: pelo primeiro destes meios que alcança o cliente, na ordem das configurações. O próximo entra quando um recusa de vez ou fica muito tempo sem funcionar. E-mail e SMS só entram quando você ligar o envio deles.</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>Perguntando…</translation>
        </message>
        <message>
            <source>Back to training</source>
            <translation>Voltar ao treino</translation>
        </message>
        <message>
            <source>Stopped: %1</source>
            <translation>Parado: %1</translation>
        </message>
        <message>
            <source>It lacks: %1. Fill in the settings; secrets come from the environment or the computer's key store.</source>
            <translation>Falta: %1. Preencha as configurações; os segredos vêm do ambiente ou do cofre de senhas do computador.</translation>
        </message>
        <message>
            <source>Messages go out by themselves this way.</source>
            <translation>As mensagens saem sozinhas por este meio.</translation>
        </message>
        <message>
            <source>Everything is there. Test the credential, then go live.</source>
            <translation>Está tudo aí. Teste a credencial e depois ligue o envio.</translation>
        </message>
        <message>
            <source>It works: %1 takes the credential. Nothing was sent.</source>
            <translation>Funciona: %1 aceita a credencial. Nada foi enviado.</translation>
        </message>
        <message>
            <source>It does not work: %1</source>
            <translation>Não funciona: %1</translation>
        </message>
        <message>
            <source>Switch %1 live?</source>
            <translation>Ligar o envio por %1?</translation>
        </message>
        <message>
            <source>From now on messages may go out by %1. This is what the next 24 hours would bring:</source>
            <translation>De agora em diante as mensagens podem sair por %1. Isto é o que sairia nas próximas 24 horas:</translation>
        </message>
        <message>
            <source>No message is due in the next 24 hours.</source>
            <translation>Nenhuma mensagem sai nas próximas 24 horas.</translation>
        </message>
        <message>
            <source>Go live</source>
            <translation>Ligar o envio</translation>
        </message>
        <message>
            <source>Check the domain…</source>
            <translation>Verificar o domínio…</translation>
        </message>
        <message>
            <source>Set up…</source>
            <translation>Configurar…</translation>
        </message>
    </context>
    <context>
        <name>trato::contact</name>
        <message>
            <source>Visits and reminders</source>
            <translation>Atendimentos e lembretes</translation>
        </message>
        <message>
            <source>Offers and news</source>
            <translation>Ofertas e novidades</translation>
        </message>
        <message>
            <source>Birthday wishes</source>
            <translation>Parabéns de aniversário</translation>
        </message>
        <message>
            <source>Told the shop</source>
            <translation>Disse na barbearia</translation>
        </message>
        <message>
            <source>Command line</source>
            <translation>Linha de comando</translation>
        </message>
        <message>
            <source>Answer to a message</source>
            <translation>Resposta a uma mensagem</translation>
        </message>
        <message>
            <source>Unsubscribed at the provider</source>
            <translation>Cancelou a inscrição no provedor</translation>
        </message>
        <message>
            <source>Reported as unwanted</source>
            <translation>Denunciou como indesejada</translation>
        </message>
        <message>
            <source>Demo</source>
            <translation>Demonstração</translation>
        </message>
        <message>
            <source>Allowed</source>
            <translation>Permitido</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Não permitido</translation>
        </message>
        <message>
            <source>Never asked</source>
            <translation>Nunca perguntado</translation>
        </message>
        <message>
            <source>It does not exist, or takes no messages</source>
            <translation>Não existe ou não recebe mensagens</translation>
        </message>
        <message>
            <source>Its owner wants no more messages</source>
            <translation>O dono não quer mais mensagens</translation>
        </message>
        <message>
            <source>Its owner reported a message as unwanted</source>
            <translation>O dono denunciou uma mensagem como indesejada</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Sumiu</translation>
        </message>
        <message>
            <source>Does not come</source>
            <translation>Não vem</translation>
        </message>
        <message>
            <source>Not understood</source>
            <translation>Não entendido</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Sem resposta</translation>
        </message>
        <message>
            <source>Not reached</source>
            <translation>Não alcançado</translation>
        </message>
        <message>
            <source>Waits for the answer</source>
            <translation>Aguarda resposta</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>Aceito</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Retirada</translation>
        </message>
    </context>
    <context>
        <name>trato::ConsentDialog</name>
        <message>
            <source>Write down</source>
            <translation>Registrar</translation>
        </message>
        <message>
            <source>Consent of %1</source>
            <translation>Consentimento de %1</translation>
        </message>
        <message>
            <source>a client without a name</source>
            <translation>um cliente sem nome</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Canal</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Para</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Agora</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Where it was said</source>
            <translation>Onde foi dito</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Said</source>
            <translation>Disse</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sim</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>Every one</source>
            <translation>Todos</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tudo</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Prova</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>What holds now</source>
            <translation>O que vale agora</translation>
        </message>
        <message>
            <source>Everything that was said</source>
            <translation>Tudo o que foi dito</translation>
        </message>
        <message>
            <source>Yes, wants messages</source>
            <translation>Sim, quer mensagens</translation>
        </message>
        <message>
            <source>No, wants none</source>
            <translation>Não, não quer</translation>
        </message>
        <message>
            <source>Every channel</source>
            <translation>Todos os canais</translation>
        </message>
        <message>
            <source>in the shop, by phone, on the form</source>
            <translation>na barbearia, por telefone, na ficha</translation>
        </message>
        <message>
            <source>form of March 2026</source>
            <translation>ficha de março de 2026</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>O que foi dito</translation>
        </message>
        <message>
            <source>The client says</source>
            <translation>O cliente diz</translation>
        </message>
        <message>
            <source>Text agreed to</source>
            <translation>Texto aceito</translation>
        </message>
        <message>
            <source>Written down by</source>
            <translation>Registrado por</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>%1 %2: %3, since %4</source>
            <translation>%1 %2: %3, desde %4</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Tentar de novo</translation>
        </message>
        <message>
            <source>Try %1 again</source>
            <translation>Tentar %1 de novo</translation>
        </message>
    </context>
    <context>
        <name>trato::CallListDialog</name>
        <message>
            <source>Comes</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>Cancel visit…</source>
            <translation>Cancelar atendimento…</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Abrir…</translation>
        </message>
        <message>
            <source>Call list</source>
            <translation>Lista de ligações</translation>
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
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>The client wrote</source>
            <translation>O cliente escreveu</translation>
        </message>
        <message>
            <source>Clients to call</source>
            <translation>Clientes para ligar</translation>
        </message>
        <message>
            <source>Visits of the next three days whose clients said no, were not understood, did not answer or could not be asked.</source>
            <translation>Atendimentos dos próximos três dias cujos clientes disseram não, não foram entendidos, não responderam ou não puderam ser perguntados.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Nobody is to be called</source>
            <translation>Ninguém para ligar</translation>
        </message>
        <message>
            <source>Who does not answer the day before appears here.</source>
            <translation>Quem não responde na véspera aparece aqui.</translation>
        </message>
    </context>
    <context>
        <name>trato::FormDialog</name>
        <message>
            <source>Change</source>
            <translation>Alterar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::DeliveryList</name>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Mostrar mais</translation>
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
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>Recipient</source>
            <translation>Destinatário</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Custo</translation>
        </message>
        <message>
            <source>No message matches</source>
            <translation>Nenhuma mensagem corresponde</translation>
        </message>
        <message>
            <source>Search by name, a whole phone number in any form, its last four digits, or a visit.</source>
            <translation>Procure pelo nome, por um telefone inteiro escrito de qualquer forma, pelos quatro últimos dígitos ou por um atendimento.</translation>
        </message>
        <message>
            <source>No messages yet</source>
            <translation>Ainda não há mensagens</translation>
        </message>
        <message>
            <source>What is sent, or would be, is listed here with what became of it.</source>
            <translation>O que é enviado, ou seria, aparece aqui com o que aconteceu.</translation>
        </message>
        <message>
            <source>The newest %1 of %2</source>
            <translation>As %1 mais novas de %2</translation>
        </message>
    </context>
    <context>
        <name>trato::DeliveryDialog</name>
        <message>
            <source>What became of a message</source>
            <translation>O que aconteceu com uma mensagem</translation>
        </message>
        <message>
            <source>The message was not changed</source>
            <translation>A mensagem não foi alterada</translation>
        </message>
        <message>
            <source>Step by step</source>
            <translation>Passo a passo</translation>
        </message>
        <message>
            <source>Steps of the message</source>
            <translation>Passos da mensagem</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Forma</translation>
        </message>
        <message>
            <source>Recipient</source>
            <translation>Destinatário</translation>
        </message>
        <message>
            <source>Useful until</source>
            <translation>Útil até</translation>
        </message>
        <message numerus="yes">
            <source>%n segment(s)</source>
            <translation>
                <numerusform>%n segmento</numerusform>
                <numerusform>%n segmentos</numerusform>
            </translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Custo</translation>
        </message>
        <message>
            <source>Id at the provider</source>
            <translation>Id no provedor</translation>
        </message>
        <message>
            <source>now by %1</source>
            <translation>agora por %1</translation>
        </message>
        <message>
            <source>Show its job</source>
            <translation>Mostrar a tarefa</translation>
        </message>
        <message>
            <source>Send this message again?</source>
            <translation>Enviar esta mensagem de novo?</translation>
        </message>
        <message>
            <source>%1 may get it twice if the first one arrived.</source>
            <translation>%1 pode recebê-la duas vezes se a primeira chegou.</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Enviar de novo</translation>
        </message>
        <message>
            <source>Story of the visit…</source>
            <translation>História do atendimento…</translation>
        </message>
    </context>
    <context>
        <name>trato::DeliveryListDialog</name>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::CostsCard</name>
        <message>
            <source>Costs</source>
            <translation>Custos</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Forma</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Categoria</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Custo</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Mês</translation>
        </message>
        <message>
            <source>Share of the budget that is spent</source>
            <translation>Parte do orçamento já gasta</translation>
        </message>
        <message>
            <source>Prices and budget…</source>
            <translation>Preços e orçamento…</translation>
        </message>
        <message>
            <source>The budget is nearly spent.</source>
            <translation>O orçamento está quase no fim.</translation>
        </message>
        <message>
            <source>The budget is spent: advertising is held back, reminders still go out.</source>
            <translation>O orçamento acabou: a propaganda fica retida, os lembretes continuam saindo.</translation>
        </message>
        <message>
            <source>%1 left without a price. Set your prices to see the whole sum.</source>
            <translation>%1 sem preço. Informe seus preços para ver o total.</translation>
        </message>
        <message>
            <source>Nothing was billed</source>
            <translation>Nada foi cobrado</translation>
        </message>
        <message>
            <source>Live messages are counted here by way and category, with your own prices.</source>
            <translation>As mensagens enviadas de verdade são somadas aqui por forma e categoria, com os seus preços.</translation>
        </message>
    </context>
    <context>
        <name>trato::DeliveriesPage</name>
        <message>
            <source>Messages</source>
            <translation>Mensagens</translation>
        </message>
        <message>
            <source>Name, phone, e-mail, visit or id…</source>
            <translation>Nome, telefone, e-mail, atendimento ou id…</translation>
        </message>
        <message>
            <source>Search messages</source>
            <translation>Procurar mensagens</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>Todas as situações</translation>
        </message>
    </context>
    <context>
        <name>trato::WaitListDialog</name>
        <message>
            <source>Add</source>
            <translation>Incluir</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirar</translation>
        </message>
        <message>
            <source>Waiting list</source>
            <translation>Lista de espera</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dia</translation>
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
            <source>any</source>
            <translation>qualquer</translation>
        </message>
        <message>
            <source>Professional</source>
            <translation>Profissional</translation>
        </message>
        <message>
            <source>anybody</source>
            <translation>qualquer um</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Booked</source>
            <translation>Marcado</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Esperando</translation>
        </message>
        <message>
            <source>Free place</source>
            <translation>Horário vago</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>Oferecido</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Até</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Resposta</translation>
        </message>
        <message>
            <source>Clients who wait</source>
            <translation>Clientes que esperam</translation>
        </message>
        <message>
            <source>Places that were offered</source>
            <translation>Horários oferecidos</translation>
        </message>
        <message>
            <source>When a visit of that day is called off or moved, its place is offered to the first one it fits. Who does not answer in time loses it to the next one.</source>
            <translation>Quando um horário desse dia é cancelado ou remarcado, ele é oferecido ao primeiro a quem serve. Quem não responde a tempo perde a vez para o próximo.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>Any service</source>
            <translation>Qualquer serviço</translation>
        </message>
        <message>
            <source>Anybody</source>
            <translation>Qualquer um</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Nobody waits</source>
            <translation>Ninguém espera</translation>
        </message>
        <message>
            <source>Nothing was offered in the last seven days</source>
            <translation>Nada foi oferecido nos últimos sete dias</translation>
        </message>
        <message>
            <source>Take %1 from the list?</source>
            <translation>Retirar %1 da lista?</translation>
        </message>
        <message>
            <source>An open offer is withdrawn.</source>
            <translation>Uma oferta em aberto é retirada.</translation>
        </message>
        <message>
            <source>Asked until %1</source>
            <translation>Aguarda resposta até %1</translation>
        </message>
        <message>
            <source>The settings keep a place for nobody: none is offered.</source>
            <translation>A configuração não guarda o horário para ninguém: nada é oferecido.</translation>
        </message>
        <message>
            <source>Places that become free are not offered: this message is switched off.</source>
            <translation>Os horários que vagam não são oferecidos: esta mensagem está desligada.</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Ligar</translation>
        </message>
        <message>
            <source>Note who would come on a day that is full.</source>
            <translation>Anote quem viria em um dia cheio.</translation>
        </message>
    </context>
    <context>
        <name>trato::TemplatePreview</name>
        <message>
            <source>How it reads</source>
            <translation>Como se lê</translation>
        </message>
        <message>
            <source>E-mail as HTML</source>
            <translation>E-mail em HTML</translation>
        </message>
        <message>
            <source>E-mail as plain text</source>
            <translation>E-mail em texto simples</translation>
        </message>
        <message>
            <source>HTML</source>
            <translation>HTML</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Texto simples</translation>
        </message>
        <message numerus="yes">
            <source>%n segment(s)</source>
            <translation>
                <numerusform>%n segmento</numerusform>
                <numerusform>%n segmentos</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 characters, %2 fit into one segment</source>
            <translation>%1 caracteres, cabem %2 em um segmento</translation>
        </message>
        <message>
            <source>%1 of %2 characters</source>
            <translation>%1 de %2 caracteres</translation>
        </message>
        <message>
            <source>costs %1</source>
            <translation>custa %1</translation>
        </message>
    </context>
    <context>
        <name>trato::TemplateEditor</name>
        <message>
            <source>Subject</source>
            <translation>Assunto</translation>
        </message>
        <message>
            <source>Text of the template</source>
            <translation>Texto do modelo</translation>
        </message>
        <message>
            <source>Put in:</source>
            <translation>Inserir:</translation>
        </message>
        <message>
            <source>As the client of a sample visit reads it</source>
            <translation>Como o cliente de um atendimento de exemplo lê</translation>
        </message>
    </context>
    <context>
        <name>trato::TemplateStudioDialog</name>
        <message>
            <source>Cannot be used</source>
            <translation>Não pode ser usado</translation>
        </message>
        <message>
            <source>Your text</source>
            <translation>Seu texto</translation>
        </message>
        <message>
            <source>As delivered</source>
            <translation>Como veio</translation>
        </message>
        <message>
            <source>Not at Meta</source>
            <translation>Não está na Meta</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Não se sabe</translation>
        </message>
        <message>
            <source>Looked at</source>
            <translation>Em análise</translation>
        </message>
        <message>
            <source>Another text</source>
            <translation>Outro texto</translation>
        </message>
        <message>
            <source>Approved</source>
            <translation>Aprovado</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Recusado</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausado</translation>
        </message>
        <message>
            <source>Switched off</source>
            <translation>Desativado</translation>
        </message>
        <message>
            <source>Meta does not have this template yet. Submit it; live messages need it.</source>
            <translation>A Meta ainda não tem este modelo. Envie-o para aprovação; as mensagens de verdade precisam dele.</translation>
        </message>
        <message>
            <source>Nobody has asked Meta about this template yet.</source>
            <translation>Ninguém perguntou à Meta sobre este modelo ainda.</translation>
        </message>
        <message>
            <source>Meta is looking at it. It is asked again each hour.</source>
            <translation>A Meta está analisando. A consulta se repete a cada hora.</translation>
        </message>
        <message>
            <source>Meta has approved another text than this one and sends that one. Submit this text.</source>
            <translation>A Meta aprovou um texto diferente deste e envia aquele. Envie este para aprovação.</translation>
        </message>
        <message>
            <source>Meta has approved this text (%1).</source>
            <translation>A Meta aprovou este texto (%1).</translation>
        </message>
        <message>
            <source>Meta refused it: %1. Change the text and submit it again.</source>
            <translation>A Meta recusou: %1. Mude o texto e envie-o de novo para aprovação.</translation>
        </message>
        <message>
            <source>Meta has paused it because clients rated it badly. Change its text.</source>
            <translation>A Meta o pausou porque clientes o avaliaram mal. Mude o texto.</translation>
        </message>
        <message>
            <source>Meta has switched it off for good.</source>
            <translation>A Meta o desativou de vez.</translation>
        </message>
        <message>
            <source>Meta says: %1</source>
            <translation>A Meta diz: %1</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Modelos</translation>
        </message>
        <message>
            <source>Keep this text</source>
            <translation>Guardar este texto</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Desfazer</translation>
        </message>
        <message>
            <source>Older texts…</source>
            <translation>Textos anteriores…</translation>
        </message>
        <message>
            <source>Send me this one</source>
            <translation>Enviar este para mim</translation>
        </message>
        <message>
            <source>Submit to Meta…</source>
            <translation>Enviar à Meta…</translation>
        </message>
        <message>
            <source>Ask Meta</source>
            <translation>Perguntar à Meta</translation>
        </message>
        <message>
            <source>Kept. The next message uses it.</source>
            <translation>Guardado. A próxima mensagem já o usa.</translation>
        </message>
        <message>
            <source>Restored. The next message uses it.</source>
            <translation>Restaurado. A próxima mensagem já o usa.</translation>
        </message>
        <message>
            <source>Meta has it and looks at it, mostly for some minutes.</source>
            <translation>A Meta o recebeu e está analisando, em geral por alguns minutos.</translation>
        </message>
        <message>
            <source>On its way to you. “Messages” in the first tab shows what becomes of it.</source>
            <translation>A caminho de você. “Mensagens”, na primeira aba, mostra o que acontece com ela.</translation>
        </message>
        <message>
            <source>Listed in the overview: send it from there with your own WhatsApp.</source>
            <translation>Está na visão geral: envie de lá com o seu próprio WhatsApp.</translation>
        </message>
        <message>
            <source>Recorded as “would send”: this way is in training, so nothing left.</source>
            <translation>Registrada como “enviaria”: esta forma está em treino, então nada saiu.</translation>
        </message>
        <message>
            <source>Texts of messages</source>
            <translation>Textos das mensagens</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Mensagem</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>Your number or address</source>
            <translation>Seu número ou e-mail</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Asking Meta…</source>
            <translation>Perguntando à Meta…</translation>
        </message>
        <message>
            <source>Submit this text to Meta?</source>
            <translation>Enviar este texto à Meta?</translation>
        </message>
        <message>
            <source>Meta looks at it before it can be sent. A template that is approved already is sent with its old text until then.</source>
            <translation>A Meta analisa o texto antes que possa ser enviado. Um modelo já aprovado sai com o texto antigo até lá.</translation>
        </message>
        <message>
            <source>Submit</source>
            <translation>Enviar</translation>
        </message>
        <message>
            <source>Handing it to Meta…</source>
            <translation>Entregando à Meta…</translation>
        </message>
        <message>
            <source>Leave this text?</source>
            <translation>Deixar este texto?</translation>
        </message>
        <message>
            <source>What you changed is not kept.</source>
            <translation>O que você mudou não fica guardado.</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Deixar</translation>
        </message>
        <message>
            <source>Keep the text first</source>
            <translation>Guarde o texto primeiro</translation>
        </message>
    </context>
    <context>
        <name>trato::TemplateVersionsDialog</name>
        <message>
            <source>Older texts</source>
            <translation>Textos anteriores</translation>
        </message>
        <message>
            <source>Use this text again</source>
            <translation>Usar este texto de novo</translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>Guardado</translation>
        </message>
        <message>
            <source>came with the program</source>
            <translation>veio com o programa</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texto</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Situação</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>Em uso</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
    </context>
    <context>
        <name>trato::MailDomainDialog</name>
        <message>
            <source>Good</source>
            <translation>Bom</translation>
        </message>
        <message>
            <source>Weak</source>
            <translation>Fraco</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Falta</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>Errado</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Sem resposta</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>Verificar de novo</translation>
        </message>
        <message>
            <source>The sender&apos;s domain</source>
            <translation>O domínio do remetente</translation>
        </message>
        <message>
            <source>Mail servers look up these three records of your domain before they trust your e-mail. Whoever manages the domain sets them.</source>
            <translation>Os servidores de e-mail consultam estes três registros do seu domínio antes de confiar no seu e-mail. Quem administra o domínio os configura.</translation>
        </message>
        <message>
            <source>the domain of the sender&apos;s address</source>
            <translation>o domínio do endereço do remetente</translation>
        </message>
        <message>
            <source>Domain</source>
            <translation>Domínio</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Asking the name server…</source>
            <translation>Consultando o servidor de nomes…</translation>
        </message>
    </context>
    <context>
        <name>trato::WaysInDialog</name>
        <message>
            <source>Missing: %1</source>
            <translation>Falta: %1</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>fechada</translation>
        </message>
        <message>
            <source>open</source>
            <translation>aberta</translation>
        </message>
        <message>
            <source>trouble</source>
            <translation>com problema</translation>
        </message>
        <message>
            <source>read</source>
            <translation>ler</translation>
        </message>
        <message>
            <source>send messages</source>
            <translation>enviar mensagens</translation>
        </message>
        <message>
            <source>Cannot be seen, because no way in brings it: %1.</source>
            <translation>Não dá para ver, porque nenhum caminho traz: %1.</translation>
        </message>
        <message>
            <source>No token was made</source>
            <translation>Nenhum token foi criado</translation>
        </message>
        <message>
            <source>The token was not revoked</source>
            <translation>O token não foi revogado</translation>
        </message>
        <message>
            <source>States and answers</source>
            <translation>Estados e respostas</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Way in</source>
            <translation>Caminho</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Estado</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Eventos</translation>
        </message>
        <message>
            <source>Newest</source>
            <translation>Mais recente</translation>
        </message>
        <message>
            <source>Detail</source>
            <translation>Detalhe</translation>
        </message>
        <message>
            <source>How states of messages and answers of clients come in</source>
            <translation>Como chegam os estados das mensagens e as respostas dos clientes</translation>
        </message>
        <message>
            <source>Ways in</source>
            <translation>Caminhos</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Atualizar</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
        </message>
        <message>
            <source>May</source>
            <translation>Pode</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Criado</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Último uso</translation>
        </message>
        <message>
            <source>revoked</source>
            <translation>revogado</translation>
        </message>
        <message>
            <source>valid</source>
            <translation>válido</translation>
        </message>
        <message>
            <source>Tokens of the HTTP interface</source>
            <translation>Tokens da interface HTTP</translation>
        </message>
        <message>
            <source>Tokens</source>
            <translation>Tokens</translation>
        </message>
        <message>
            <source>Who it is for</source>
            <translation>Para quem é</translation>
        </message>
        <message>
            <source>may send messages</source>
            <translation>pode enviar mensagens</translation>
        </message>
        <message>
            <source>Make a token</source>
            <translation>Criar um token</translation>
        </message>
        <message>
            <source>Revoke…</source>
            <translation>Revogar…</translation>
        </message>
        <message>
            <source>The new token</source>
            <translation>O novo token</translation>
        </message>
        <message>
            <source>Copy it now: it is shown this once, only its hash is kept.</source>
            <translation>Copie agora: ele aparece só desta vez, apenas o hash fica guardado.</translation>
        </message>
        <message>
            <source>%1 is kept in the computer's key store.</source>
            <translation>%1: guardado no cofre de senhas do computador.</translation>
        </message>
        <message>
            <source>The key was not kept</source>
            <translation>A chave não foi guardada</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Chave</translation>
        </message>
        <message>
            <source>The key, as the provider shows it</source>
            <translation>A chave, como o provedor a mostra</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>Everything that providers tell of live channels comes in.</source>
            <translation>Chega tudo o que os provedores dizem dos canais no automático.</translation>
        </message>
        <message>
            <source>HTTP interface: %1</source>
            <translation>Interface HTTP: %1</translation>
        </message>
        <message>
            <source>The HTTP interface is off. The settings “HTTP interface” switch it on.</source>
            <translation>A interface HTTP está desligada. As configurações “Interface HTTP” a ligam.</translation>
        </message>
        <message>
            <source>The HTTP interface listens on %1.</source>
            <translation>A interface HTTP escuta em %1.</translation>
        </message>
        <message>
            <source>No token yet</source>
            <translation>Nenhum token ainda</translation>
        </message>
        <message>
            <source>Programs that ask the HTTP interface show one. Webhooks need none: they are signed.</source>
            <translation>Programas que consultam a interface HTTP apresentam um. Webhooks não precisam: são assinados.</translation>
        </message>
        <message>
            <source>Revoke this token?</source>
            <translation>Revogar este token?</translation>
        </message>
        <message>
            <source>Whoever uses “%1” gets no more answers from this moment.</source>
            <translation>Quem usa “%1” não recebe mais respostas a partir de agora.</translation>
        </message>
        <message>
            <source>Revoke</source>
            <translation>Revogar</translation>
        </message>
    </context>
    <context>
        <name>trato::ChannelSetupDialog</name>
        <message>
            <source>In Meta&apos;s business settings add the WhatsApp product to an app and your number to it. Make a system user, give it the app and the WhatsApp account, and create a token that never expires with whatsapp_business_messaging and whatsapp_business_management.</source>
            <translation>Nas configurações comerciais da Meta, acrescente o produto WhatsApp a um aplicativo e o seu número a ele. Crie um usuário do sistema, dê a ele o aplicativo e a conta do WhatsApp e gere um token que nunca expira, com whatsapp_business_messaging e whatsapp_business_management.</translation>
        </message>
        <message>
            <source>In Twilio&apos;s console copy the account SID and the auth token from the first page. Buy a number that can send SMS to Brazil, and allow Brazil under the geographic permissions.</source>
            <translation>No console da Twilio, copie o SID da conta e o token de autenticação da primeira página. Compre um número que possa enviar SMS ao Brasil e permita o Brasil nas permissões geográficas.</translation>
        </message>
        <message>
            <source>In SendGrid authenticate your domain (or verify one sender), then create an API key with the right to send mail.</source>
            <translation>No SendGrid, autentique o seu domínio (ou verifique um remetente) e crie uma chave de API com permissão para enviar e-mail.</translation>
        </message>
        <message>
            <source>Ask whoever keeps your mailbox for server, port and user. Gmail and Outlook want an app password, not the one you sign in with.</source>
            <translation>Peça servidor, porta e usuário a quem cuida do seu e-mail. Gmail e Outlook querem uma senha de aplicativo, não a sua senha de acesso.</translation>
        </message>
        <message>
            <source>Save and test</source>
            <translation>Salvar e testar</translation>
        </message>
        <message>
            <source>Please check “%1”.</source>
            <translation>Verifique “%1”.</translation>
        </message>
        <message>
            <source>kept in the computer&apos;s key store</source>
            <translation>guardado no cofre de senhas do computador</translation>
        </message>
        <message>
            <source>It works: %1 takes the credential. Nothing was sent. Close, then go live.</source>
            <translation>Funciona: %1 aceita a credencial. Nada foi enviado. Feche e ative o envio.</translation>
        </message>
        <message>
            <source>It does not work: %1</source>
            <translation>Não funciona: %1</translation>
        </message>
        <message>
            <source>Set up %1</source>
            <translation>Configurar %1</translation>
        </message>
        <message>
            <source>empty: as it is now</source>
            <translation>vazio: como está agora</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>At the provider</source>
            <translation>No provedor</translation>
        </message>
        <message>
            <source>What it told you</source>
            <translation>O que ele informou</translation>
        </message>
        <message>
            <source>The credential</source>
            <translation>A credencial</translation>
        </message>
        <message>
            <source>Test it</source>
            <translation>Testar</translation>
        </message>
        <message>
            <source>Asks the provider whether it takes the credential. Nothing is sent.</source>
            <translation>Pergunta ao provedor se ele aceita a credencial. Nada é enviado.</translation>
        </message>
        <message>
            <source>Asking…</source>
            <translation>Perguntando…</translation>
        </message>
    </context>
    <context>
        <name>trato::VisitStoryDialog</name>
        <message>
            <source>Story of a visit</source>
            <translation>História de um atendimento</translation>
        </message>
        <message>
            <source>What happened to the visit</source>
            <translation>O que aconteceu com o atendimento</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Atendimento</translation>
        </message>
        <message>
            <source>Other reminders</source>
            <translation>Outros lembretes</translation>
        </message>
    </context>
    <context>
        <name>trato::story</name>
        <message>
            <source>The client answered: comes</source>
            <translation>O cliente respondeu: vem</translation>
        </message>
        <message>
            <source>The client answered: does not come</source>
            <translation>O cliente respondeu: não vem</translation>
        </message>
        <message>
            <source>The client answered, and was not understood</source>
            <translation>O cliente respondeu, mas não deu para entender</translation>
        </message>
        <message>
            <source>the imported diary</source>
            <translation>a agenda importada</translation>
        </message>
        <message>
            <source>the client</source>
            <translation>o cliente</translation>
        </message>
        <message>
            <source>In the diary, for %1</source>
            <translation>Na agenda, para %1</translation>
        </message>
        <message>
            <source>Moved to %1</source>
            <translation>Remarcado para %1</translation>
        </message>
        <message>
            <source>%1 received</source>
            <translation>%1 recebidos</translation>
        </message>
        <message>
            <source>%1 taken back</source>
            <translation>%1 estornados</translation>
        </message>
    </context>
</TS>
