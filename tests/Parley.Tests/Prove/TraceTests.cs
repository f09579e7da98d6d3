using System.Text.RegularExpressions;
using Parley.Prove.Durable;

namespace Parley.Tests.Prove;

public sealed class TraceTests
{
    private const string Log = "/data/parley.db-wal";

    private readonly Trace _trace = new(
        path => path == Log,
        new Regex("m[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1))
    );

    [Fact]
    public void An_answer_after_the_sync_of_its_write_is_covered()
    {
        Happen(
            $"""7 write(5<{Log}>, "..m1..", 4096) = 4096""",
            $"7 fsync(5<{Log}>) = 0",
            """9 sendto(8<socket:[1]>, "m1", 2, 0, NULL, 0) = 2"""
        );

        Assert.Equal(1, _trace.Covered);
        Assert.Empty(_trace.Uncovered);
    }

    [Fact]
    public void An_answer_without_any_sync_is_found()
    {
        Happen($"""7 write(5<{Log}>, "m1", 4096) = 4096""", """9 sendto(8<socket:[1]>, "m1", 2, 0, NULL, 0) = 2""");

        Assert.Equal(["m1"], _trace.Uncovered);
    }

    [Fact]
    public void An_answer_before_the_sync_came_back_is_found()
    {
        Happen(
            $"""7 write(5<{Log}>, "m1", 4096) = 4096""",
            $"7 fsync(5<{Log}> <unfinished ...>",
            """9 sendto(8<socket:[1]>, "m1", 2, 0, NULL, 0) = 2""",
            "7 <... fsync resumed>) = 0"
        );

        Assert.Equal(["m1"], _trace.Uncovered);
    }

    [Fact]
    public void A_sync_that_began_before_the_write_covers_nothing()
    {
        Happen(
            $"8 fsync(5<{Log}> <unfinished ...>",
            $"""7 write(5<{Log}>, "m1", 4096) = 4096""",
            "8 <... fsync resumed>) = 0",
            """9 sendto(8<socket:[1]>, "m1", 2, 0, NULL, 0) = 2"""
        );

        Assert.Equal(["m1"], _trace.Uncovered);
    }

    [Fact]
    public void A_sync_of_another_file_or_one_that_failed_covers_nothing()
    {
        Happen(
            $"""7 write(5<{Log}>, "m1", 4096) = 4096""",
            "7 fsync(6</data/parley.db>) = 0",
            $"7 fsync(5<{Log}>) = -1 EIO (Input/output error)",
            """9 sendto(8<socket:[1]>, "m1", 2, 0, NULL, 0) = 2"""
        );

        Assert.Equal(["m1"], _trace.Uncovered);
    }

    private void Happen(params string[] lines)
    {
        foreach (var line in lines)
            _trace.Read(line);
    }
}
