using System.Net.Mail;

namespace Parley.Outbound;

/// <summary>
/// A plain text mail to one recipient. Whatever a name in it may hold, it cannot add a header or a recipient: the address must
/// be exactly one, and control characters in the subject become blanks.
/// </summary>
public sealed record Mail
{
    /// <exception cref="ArgumentException"><paramref name="to"/> is not one e-mail address.</exception>
    public Mail(string to, string subject, string text)
    {
        if (to.Any(char.IsControl) || !MailAddress.TryCreate(to, out var address) || address.Address != to)
            throw new ArgumentException("Not one e-mail address.", nameof(to));

        To = to;
        Subject = string.Concat(subject.Select(character => char.IsControl(character) ? ' ' : character));
        Text = text;
    }

    public string To { get; }

    public string Subject { get; }

    public string Text { get; }
}
