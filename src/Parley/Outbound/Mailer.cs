using System.Threading.Channels;
using Parley.Kernel;

namespace Parley.Outbound;

/// <summary>
/// Sends mails one after the other, apart from the requests that caused them, so a slow mail server delays nobody. Call it after
/// the commit. A mail that three tries could not send is logged and given up; its reader can ask for another link.
/// </summary>
public sealed class Mailer(IMailTransport transport, Clock clock, ILogger<Mailer> logger) : BackgroundService
{
    private const int MaxWaiting = 10_000;
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)];

    private readonly Channel<Mail> _waiting = Channel.CreateBounded<Mail>(MaxWaiting);

    public void Send(Mail mail)
    {
        if (!_waiting.Writer.TryWrite(mail))
            logger.LogError("A mail was dropped: {Count} are waiting already", MaxWaiting);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var mail in _waiting.Reader.ReadAllAsync(stoppingToken))
            await Deliver(mail, stoppingToken);
    }

    private async Task Deliver(Mail mail, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await transport.Send(mail, cancellationToken);
                return;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Neither recipient nor text: the log is read by more people than the mail.
                logger.LogWarning(failure, "A mail could not be sent (try {Try})", tries + 1);
                if (tries == Pauses.Length)
                    return;
                await clock.Delay(Pauses[tries], cancellationToken);
            }
        }
    }
}
