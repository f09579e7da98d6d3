using Parley.Search;

namespace Parley.Tests.Search;

public sealed class RowSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(16384)]
    public void What_is_stored_comes_back_newest_first_and_takes_at_most_2_kB(int count)
    {
        const long segment = 70_000;
        var random = new Random(count);
        var rows = Enumerable.Range(0, 16384).OrderBy(_ => random.Next()).Take(count).Select(i => (segment << 14) + i);
        var sorted = rows.OrderDescending().ToList();
        var set = new RowSet([]);
        foreach (var row in sorted.OrderBy(row => row % 7))
            set.Add(row);

        var bytes = set.ToBytes();

        Assert.True(bytes.Length <= Math.Min(count * 2, 2048), $"{bytes.Length} bytes");
        Assert.Equal(sorted, new RowSet(bytes).Descending(segment));
        Assert.All(sorted, row => Assert.Equal(segment, RowSet.SegmentOf(row)));
    }

    [Fact]
    public void Only_what_both_have_is_kept()
    {
        var (even, third) = (new RowSet([]), new RowSet([]));
        for (var i = 0; i < 16384; i += 2)
            even.Add(i);
        for (var i = 0; i < 16384; i += 3)
            third.Add(i);

        even.And(third);

        Assert.Equal(Enumerable.Range(0, 2731).Select(i => i * 6L).Reverse(), even.Descending(0));
    }
}
