using Parley.Search;

namespace Parley.Tests.Search;

public sealed class SnippetTests
{
    [Theory]
    [InlineData("Is the Tåble oiled?", "table", "Is the [Tåble] oiled?")]
    [InlineData("table, table", "table", "[table], [table]")]
    [InlineData("请问运费多少", "运费", "请问[运费]多少")]
    [InlineData("请问运费多少", "运费多", "请问[运费多]少")]
    [InlineData("<b>table</b>", "b", "<[b]>table</[b]>")]
    public void What_was_sought_is_marked(string body, string query, string marked) =>
        Assert.Equal(marked, Marked(body, query));

    [Fact]
    public void Of_a_long_text_the_part_around_the_first_word_is_shown_without_cutting_words()
    {
        var body = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"w{i}")) + " 👍👍";

        var snippet = Marked(body, "w1000");

        Assert.Matches(@"^…w\d+ .*\[w1000\].* w\d+…$", snippet);
        Assert.InRange(snippet.Length, 100, 184);
        Assert.Contains(" w999 [w1000] w1001 ", snippet);
    }

    [Fact]
    public void No_character_is_halved()
    {
        var body = string.Concat(Enumerable.Repeat("👍", 300)) + "table" + string.Concat(Enumerable.Repeat("👍", 301));

        Assert.All(
            Snippet.Of(body, ["table"]),
            piece => Assert.DoesNotContain(piece.Text.EnumerateRunes(), rune => rune.Value == 0xFFFD)
        );
    }

    private static string Marked(string body, string query) =>
        string.Concat(
            Snippet.Of(body, Words.Sought(query)).Select(piece => piece.IsMatch ? $"[{piece.Text}]" : piece.Text)
        );
}
