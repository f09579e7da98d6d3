using System.Text;
using Microsoft.Extensions.Options;
using Parley.Kernel;

namespace Parley.Outbound;

/// <summary>Writes each mail to a file (RFC 5322) of the outbox folder, for installations that have no mail server yet.</summary>
internal sealed class FolderTransport(IOptions<MailOptions> options, Clock clock) : IMailTransport
{
    // An encoded word has at most 75 characters (RFC 2047 §2), which is room for 45 octets in Base64.
    private const int MaxWordBytes = 45;

    private readonly string _folder = options.Value.Outbox!;

    public async Task Send(Guid id, Mail mail, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var name = Path.Combine(_folder, id.ToString());
        await File.WriteAllTextAsync(name + ".tmp", Message(id, mail), cancellationToken);
        // Who watches the folder sees whole mails only.
        File.Move(name + ".tmp", name + ".eml", overwrite: true);
    }

    private string Message(Guid id, Mail mail) =>
        $"""
            From: {options.Value.From}
            To: {mail.To}
            Subject: {EncodedWords(mail.Subject)}
            Date: {clock.Now:ddd, dd MMM yyyy HH:mm:ss} +0000
            Message-ID: <{id}@parley>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            {mail.Text}

            """.ReplaceLineEndings("\r\n");

    private static string EncodedWords(string text)
    {
        if (Ascii.IsValid(text))
            return text;

        var words = new List<StringBuilder> { new() };
        foreach (var rune in text.EnumerateRunes())
        {
            if (Encoding.UTF8.GetByteCount(words[^1].ToString()) + rune.Utf8SequenceLength > MaxWordBytes)
                words.Add(new StringBuilder());
            words[^1].Append(rune);
        }

        return string.Join(
            "\n ",
            words.Select(word => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString()))}?=")
        );
    }
}
