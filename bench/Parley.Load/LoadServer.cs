using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Parley.Load;

/// <summary>How a server process is started.</summary>
public sealed record ServerStart
{
    /// <summary>A port of the loopback address; the same one again lets clients find a restarted server.</summary>
    public int Port { get; init; } = FreePort();

    /// <summary>A command that runs the server's command line, such as a tracer with its arguments.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether what the server logs reaches the terminal: where PARLEY_SHOW_LOG is set.</summary>
    public bool ShowsLog { get; init; } = System.Environment.GetEnvironmentVariable("PARLEY_SHOW_LOG") is not null;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The server as a process of its own: it can be killed, and its processor time can be told from the load's.</summary>
public sealed class LoadServer : IAsyncDisposable
{
    // Linux counts processor time in ticks of 1/100 s on every machine that .NET runs on.
    private const double TicksPerSecond = 100;

    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan MaxWork = TimeSpan.FromMinutes(20);

    private readonly Process _process;

    private LoadServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>From the start of the process to its first "ready".</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>Starts the product itself and waits until it is ready.</summary>
    public static Task<LoadServer> Start(Store store, ServerStart? start = null) =>
        Start("parley.dll", "serve", store, start ?? new ServerStart());

    /// <summary>Starts the same server with a counter in the place of the log.</summary>
    public static Task<LoadServer> StartCeiling(Store store) =>
        Start("Parley.Bench.dll", "serve-ceiling", store, new ServerStart());

    private static async Task<LoadServer> Start(string program, string verb, Store store, ServerStart start)
    {
        var address = new Uri($"http://127.0.0.1:{start.Port}");
        string[] command =
        [
            .. start.Wrapper,
            // The runtime's settings are those of a program, and the ceiling's program is the bench: it runs with the product's.
            .. new[] { "dotnet", "exec", "--runtimeconfig", BesideMe("parley.runtimeconfig.json"), BesideMe(program) },
            verb,
            $"--urls={address.GetLeftPart(UriPartial.Authority)}",
            $"--Logging:LogLevel:Default={(start.ShowsLog ? "Warning" : "None")}",
            "--Messaging:RatePerMinute=10000000",
            "--Messaging:StaffRatePerMinute=10000000",
            .. store.Settings,
        ];
        var begun = Stopwatch.GetTimestamp();
        var server = new LoadServer(Process.Start(StartInfo(command, start))!, address);
        server.PassOn();
        await server.WaitUntilReady();
        server.StartedIn = Stopwatch.GetElapsedTime(begun);

        return server;
    }

    private static string BesideMe(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static ProcessStartInfo StartInfo(string[] command, ServerStart start)
    {
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in start.Environment)
            info.Environment[name] = value;

        return info;
    }

    private void PassOn()
    {
        _process.OutputDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        _process.ErrorDataReceived += (_, line) => Console.Error.Write(line.Data is null ? "" : line.Data + "\n");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task WaitUntilReady()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < MaxStart && !_process.HasExited)
        {
            try
            {
                if ((await http.GetAsync("/readyz")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException("The server did not become ready.");
    }

    /// <summary>A client with the session of one person.</summary>
    public HttpClient Http(string token)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("Cookie", $"parley={token}");

        return http;
    }

    /// <summary>Ends the process as a crash would: SIGKILL, with all that it started.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until the server has done what follows from the rows that it found: the index, the seals.</summary>
    public async Task Rest()
    {
        var span = TimeSpan.FromSeconds(2);
        var used = span;
        var begun = Stopwatch.GetTimestamp();
        while (used > span * 0.15)
        {
            if (Stopwatch.GetElapsedTime(begun) > MaxWork)
                throw new TimeoutException($"The server has worked for {MaxWork} and still does.");
            var before = ProcessorTime();
            await Task.Delay(span);
            used = ProcessorTime() - before;
        }
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
        await Kill();
        _process.Dispose();
    }
}
