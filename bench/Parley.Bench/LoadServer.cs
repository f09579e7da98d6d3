using System.Diagnostics;

namespace Parley.Bench;

/// <summary>The server as a process of its own, so that its processor time can be told from the load's.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    // Linux counts processor time in ticks of 1/100 s on every machine that .NET runs on.
    private const double TicksPerSecond = 100;

    private readonly Process _process;

    private LoadServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts the product itself.</summary>
    public static Task<LoadServer> Start(Store store) =>
        Start(Path.Combine(AppContext.BaseDirectory, "parley.dll"), "serve", store);

    /// <summary>Starts the same server with a counter in the place of the log.</summary>
    public static Task<LoadServer> StartCeiling(Store store) =>
        Start(Path.Combine(AppContext.BaseDirectory, "Parley.Bench.dll"), "serve-ceiling", store);

    private static async Task<LoadServer> Start(string program, string verb, Store store)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            program,
            verb,
            $"--urls={address.GetLeftPart(UriPartial.Authority)}",
            "--Logging:LogLevel:Default=Warning",
            "--Messaging:RatePerMinute=10000000",
            "--Messaging:StaffRatePerMinute=10000000",
            .. store.Settings,
        ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new LoadServer(process, address);
        await server.WaitUntilReady();

        return server;
    }

    private async Task WaitUntilReady()
    {
        using var http = new HttpClient { BaseAddress = Address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await http.GetAsync("/readyz")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (tries < 200 && !_process.HasExited)
            {
                await Task.Delay(50);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();

        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Processor time that the server has used so far, user and system.</summary>
    public TimeSpan ProcessorTime()
    {
        // proc(5): utime and stime are fields 14 and 15; the name in field 2 may hold spaces but ends with the last ')'.
        var stat = File.ReadAllText($"/proc/{_process.Id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');

        return TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / TicksPerSecond);
    }

    /// <summary>Memory that the server holds, in bytes.</summary>
    public long ResidentBytes() =>
        long.Parse(File.ReadAllText($"/proc/{_process.Id}/statm").Split(' ')[1]) * Environment.SystemPageSize;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
