using Parley.Outbound;

namespace Parley.Tests.Outbound;

public sealed class MailTests(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData("alice@example.com\r\nBcc: mallory@example.com")]
    [InlineData("alice@example.com, mallory@example.com")]
    [InlineData("Alice <alice@example.com>")]
    [InlineData("alice@example.com\n")]
    [InlineData("")]
    public void An_address_that_is_not_exactly_one_is_refused(string to) =>
        Assert.Throws<ArgumentException>(() => new Mail(to, "Hello", "text"));

    [Fact]
    public async Task A_subject_cannot_add_a_header()
    {
        var subject = "Invitation to Blue Door\r\nBcc: mallory@example.com";

        await world.Mails(new Mail("alice@example.com", subject, "text"));

        var headers = (await world.MailTo("alice@example.com")).Split("\r\n\r\n")[0].Split("\r\n");
        Assert.DoesNotContain(headers, line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(8, headers.Length);
    }

    [Fact]
    public async Task A_subject_in_any_language_is_encoded_word_by_word()
    {
        var subject = string.Concat(Enumerable.Repeat("Grüße aus Köln 👋 ", 10)).Trim();

        await world.Mails(new Mail("carol@example.com", subject, "Übergröße"));

        var mail = await world.MailTo("carol@example.com");
        var lines = mail.Split("\r\n").SkipWhile(line => !line.StartsWith("Subject: ", StringComparison.Ordinal));
        var words = lines
            .TakeWhile(line => !line.StartsWith("Date", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("=?", StringComparison.Ordinal)..])
            .ToList();
        Assert.All(words, word => Assert.True(word.Length <= 75, word));
        Assert.Equal(subject, string.Concat(words.Select(Decoded)));
        Assert.EndsWith("Übergröße\r\n", mail);
    }

    private static string Decoded(string word) =>
        System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(word.Split('?')[3]));
}
