using System.Diagnostics;

namespace Parley.Prove.Order;

/// <summary>
/// A wall clock of the server's own that jumps while it runs, by a library loaded before the C library's. The monotonic clock
/// stays right, as it does on a machine whose time is set.
/// </summary>
internal sealed class JumpingClock : IDisposable
{
    /// <summary>In seconds: two hours back, three days ahead, one second back, and right again.</summary>
    private static readonly int[] Jumps = [-7200, 259_200, 259_199, 0];

    private readonly string _folder;

    private JumpingClock(string folder) => _folder = folder;

    private string OffsetFile => Path.Combine(_folder, "offset");

    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = Path.Combine(_folder, "clk.so"),
            ["CLOCK_OFFSET_FILE"] = OffsetFile,
        };

    /// <returns>Null where there is no compiler.</returns>
    public static JumpingClock? Build()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "Order", "clock.c");
        var clock = new JumpingClock(Directory.CreateTempSubdirectory("parley-clock-").FullName);
        try
        {
            using var gcc = Process.Start(
                "gcc",
                ["-shared", "-fPIC", "-O1", "-w", "-o", Path.Combine(clock._folder, "clk.so"), source, "-ldl"]
            )!;
            gcc.WaitForExit();
            if (gcc.ExitCode == 0)
                return clock;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no gcc.
        }

        clock.Dispose();

        return null;
    }

    /// <summary>Jumps from one wrong time to the next until <paramref name="stop"/>.</summary>
    /// <returns>The number of jumps.</returns>
    public async Task<int> Jump(CancellationToken stop)
    {
        for (var jumps = 0; ; jumps++)
        {
            if (stop.IsCancellationRequested)
                return jumps;
            // The server may read at any moment: never an empty file.
            await File.WriteAllTextAsync(OffsetFile + ".new", $"{Jumps[jumps % Jumps.Length]}", CancellationToken.None);
            File.Move(OffsetFile + ".new", OffsetFile, overwrite: true);
            await Task.Delay(300, CancellationToken.None);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
