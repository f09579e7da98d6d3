using System.Diagnostics;
using System.Text.Json;
using Parley.Load;

namespace Parley.Bench;

/// <summary>What both processes held at their peak when so many orders were settled, in bytes.</summary>
internal sealed record ImportMemory(double Share, long Server, long Importer);

/// <summary>How one run of the importer went.</summary>
/// <param name="Output">Empty when it was killed.</param>
internal sealed record ImportRun(TimeSpan Took, string Output, IReadOnlyList<ImportMemory> Memory);

/// <summary><c>parley import orders</c> as a process of its own.</summary>
internal static class Importer
{
    private static readonly double[] Shares = [0.1, 0.5];

    /// <summary>How far past a share it is still measured as that one: progress is told once a second.</summary>
    private const double Nearness = 0.2;

    /// <param name="killAt">The share of the file after which it is killed; null for a run to the end.</param>
    public static async Task<ImportRun> Run(ImportInto into, int lines, double? killAt = null)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Start(into);
        var output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.BeginErrorReadLine();
        var memory = await Watch(process, into, lines, killAt);
        await process.WaitForExitAsync();
        if (killAt is null && process.ExitCode != 0)
            throw new InvalidOperationException($"The import ended with {process.ExitCode}: {await output}");

        return new ImportRun(Stopwatch.GetElapsedTime(begun), await output, memory);
    }

    private static Process Start(ImportInto into)
    {
        string[] command =
        [
            Path.Combine(AppContext.BaseDirectory, "parley.dll"),
            "import",
            "orders",
            into.File,
            $"--server={into.Server.Address}",
        ];
        var start = new ProcessStartInfo("dotnet", command)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARLEY_KEY"] = into.Key;

        return Process.Start(start)!;
    }

    private static async Task<List<ImportMemory>> Watch(Process process, ImportInto into, int lines, double? killAt)
    {
        var memory = new List<ImportMemory>();
        var last = new ImportMemory(1, 0, 0);
        var passed = 0;
        while (!process.HasExited)
        {
            await Task.Delay(100);
            var share = Settled(into.File) / (double)lines;
            if (Peak(process.Id) is { } peak)
                last = new ImportMemory(1, Peak(into.Server.ProcessId) ?? 0, peak);
            if (passed < Shares.Length && share >= Shares[passed])
            {
                if (share < Shares[passed] + Nearness)
                    memory.Add(last with { Share = Shares[passed] });
                passed++;
            }
            if (share >= killAt)
                process.Kill();
        }

        return [.. memory, last];
    }

    /// <summary>As the importer itself keeps it, once a second.</summary>
    private static long Settled(string file)
    {
        try
        {
            using var progress = JsonDocument.Parse(File.ReadAllText(file + ".progress"));

            return progress.RootElement.GetProperty("counts").GetProperty("settled").GetInt64();
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The most memory that a process has held so far (proc(5), VmHWM); null when it is gone.</summary>
    private static long? Peak(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status")
                .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Select(line => (long?)long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024)
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>What is imported where.</summary>
internal sealed record ImportInto(LoadServer Server, string File, string Key);
