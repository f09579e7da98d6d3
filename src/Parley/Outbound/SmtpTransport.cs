using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Options;

namespace Parley.Outbound;

/// <summary>Hands each mail to an SMTP server.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport
{
    public async Task Send(Guid id, Mail mail, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.SmtpTls };
        if (settings.SmtpUser is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, settings.SmtpPassword);

        using var message = new MailMessage(settings.From, mail.To, mail.Subject, mail.Text)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        // Mail servers and readers show a mail once that came twice.
        message.Headers.Add("Message-ID", $"<{id}@parley>");
        await client.SendMailAsync(message, cancellationToken);
    }
}
