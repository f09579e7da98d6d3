using Parley.Search;

namespace Parley.Tests.Search;

public sealed class WordsTests
{
    [Theory]
    [InlineData("Größe: 42 cm!", "grosse 42 cm")]
    [InlineData("Ça coûte l'été", "ca coute l ete")]
    [InlineData("ＦＵＬＬ ｗｉｄｔｈ", "full width")]
    [InlineData("Привет, Ёлка", "привет елка")]
    [InlineData("ΤΈΛΟΣ", "τελοσ")]
    [InlineData("DE-4711/b", "de 4711 b")]
    [InlineData("שָׁלוֹם كِتَاب", "שלום كتاب")]
    [InlineData("किताब", "किताब")]
    [InlineData("한국어 도움", "한국어 도움")]
    [InlineData("\"foo\" OR bar* NOT (baz) -qux ^ a:b", "foo or bar not baz qux a b")]
    [InlineData("🎉 !? …", "")]
    [InlineData("", "")]
    public void A_word_is_a_run_of_letters_and_digits_without_case_width_and_accents(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(word => word.Folded)));

    [Theory]
    [InlineData("你好吗", "你 你好 好 好吗 吗", "你好 好吗")]
    [InlineData("好", "好", "好")]
    [InlineData("送料 100円", "送 送料 料 100 円", "送料 100 円")]
    [InlineData("ﾃﾞｰﾀ", "デ デー ー ータ タ", "デー ータ")]
    [InlineData("ครับ", "ค ครั รั รับ บ", "ครั รับ")]
    public void Scripts_without_spaces_are_signs_and_pairs(string text, string words, string sought)
    {
        Assert.Equal(words, string.Join(' ', Words.Of(text).Select(word => word.Folded)));
        Assert.Equal(sought, string.Join(' ', Words.Sought(text)));
    }

    [Fact]
    public void Every_word_says_where_it_stands()
    {
        const string text = "Ｔable, größer 你好👍ok";

        Assert.Equal(
            ["Ｔable", "größer", "你", "你好", "好", "ok"],
            Words.Of(text).Select(word => text.Substring(word.Start, word.Length))
        );
    }

    [Fact]
    public void A_long_word_is_cut_and_found_by_itself()
    {
        var word = string.Concat(Enumerable.Repeat("𐐀", 5000));

        var folded = Assert.Single(Words.Of(word)).Folded;
        Assert.True(folded.Length <= 64 && !char.IsHighSurrogate(folded[^1]));
        Assert.Equal([folded], Words.Sought(word));
    }

    [Fact]
    public void Halves_of_characters_and_zeros_separate_words() =>
        Assert.Equal(["a", "b", "c"], Words.Of("a\uD800b\0c").Select(word => word.Folded));
}
