using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using Parley.Kernel;
using Parley.Storage.Postgres;

namespace Parley.Events;

/// <summary>
/// The bus over PostgreSQL's LISTEN and NOTIFY: one connection that listens, and one that sends what waited for 50 ms in one
/// bundle. Each node also hears itself; when it does not any more, it is deaf and knows it.
/// </summary>
internal sealed class PostgresNodeBus(PostgresDatabase database, Clock clock, ILogger<PostgresNodeBus> logger)
    : BackgroundService,
        INodeBus
{
    public const string PostgresChannel = "parley";

    // The server refuses a payload of 8,000 bytes and more, and with it the transaction.
    private const int MaxBundleBytes = 7_900;
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan BundleTime = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DeafAfter = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<string, List<Action<JsonElement>>> _listeners = new();
    private readonly Channel<Signal> _waiting = Channel.CreateBounded<Signal>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
    );
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heardSelfAt = clock.Ticks;

    /// <summary>Completes when the node hears the others for the first time.</summary>
    public Task Listening => _listening.Task;

    public string NodeId { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    public TimeSpan DeafFor
    {
        get
        {
            var silence = clock.Since(Interlocked.Read(ref _heardSelfAt));

            return silence < DeafAfter ? TimeSpan.Zero : silence;
        }
    }

    public void Publish(string kind, object content) =>
        _waiting.Writer.TryWrite(new Signal(kind, JsonSerializer.SerializeToElement(content)));

    public void Listen(string kind, Action<JsonElement> listener)
    {
        var listeners = _listeners.GetOrAdd(kind, _ => []);
        lock (listeners)
            listeners.Add(listener);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Repeat(Hear, stoppingToken), Repeat(Tell, stoppingToken), Repeat(Ping, stoppingToken));

    /// <summary>Goes on after every failure of the connection, for as long as the server runs.</summary>
    private async Task Repeat(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                logger.LogWarning("The node bus lost PostgreSQL: {Reason}", failure.Message);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(500), stoppingToken)
                .ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task Hear(CancellationToken stoppingToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) => Take(notification.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgresChannel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);
        Interlocked.Exchange(ref _heardSelfAt, clock.Ticks);
        _listening.TrySetResult();
        // Whatever was said before this point was said to deaf ears.
        Dispatch(new Signal("bus.listening", default));
        while (true)
        {
            await connection.WaitAsync(PingEvery, stoppingToken);
            // A connection that died without a word is told from a quiet one by what this node says to itself.
            if (DeafFor > TimeSpan.Zero)
                throw new TimeoutException("nothing was heard");
        }
    }

    private async Task Ping(CancellationToken stoppingToken)
    {
        while (true)
        {
            Publish("bus.ping", 0);
            await clock.Delay(PingEvery, stoppingToken);
        }
    }

    private async Task Tell(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await clock.Delay(BundleTime, stoppingToken);
            do await TellBundle(stoppingToken);
            while (_waiting.Reader.TryPeek(out _));
        }
    }

    /// <summary>What was published until now is still told, a goodbye among it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await TellBundle(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            // The others forget this node a little later.
        }
    }

    private async Task TellBundle(CancellationToken stoppingToken)
    {
        var bundle = new List<Signal>();
        var bytes = NodeId.Length + 2;
        while (_waiting.Reader.TryPeek(out var signal))
        {
            var size = Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(signal)) + 1;
            if (bytes + size > MaxBundleBytes && bundle.Count > 0)
                break;
            _waiting.Reader.TryRead(out _);
            if (size > MaxBundleBytes)
                continue; // it heals like any signal that is lost
            bundle.Add(signal);
            bytes += size;
        }

        await Notify($"{NodeId} {JsonSerializer.Serialize(bundle)}", stoppingToken);
    }

    private async Task Notify(string payload, CancellationToken stoppingToken)
    {
        await using var command = database.Source.CreateCommand($"SELECT pg_notify('{PostgresChannel}', $1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payload });
        await command.ExecuteNonQueryAsync(stoppingToken);
    }

    /// <summary>A payload is the sender, a blank, and either signals as JSON or <c>log</c> and a stamp, which the log itself sends.</summary>
    private void Take(string payload)
    {
        var blank = payload.IndexOf(' ');
        var isOwn = payload.AsSpan(0, blank).SequenceEqual(NodeId);
        var content = payload[(blank + 1)..];
        if (isOwn)
            Interlocked.Exchange(ref _heardSelfAt, clock.Ticks);
        else if (content.StartsWith("log ", StringComparison.Ordinal))
            Dispatch(new Signal("log", JsonSerializer.SerializeToElement(long.Parse(content[4..]))));
        else
            foreach (var signal in JsonSerializer.Deserialize<List<Signal>>(content)!)
                Dispatch(signal);
    }

    private void Dispatch(Signal signal)
    {
        if (!_listeners.TryGetValue(signal.Kind, out var listeners))
            return;
        lock (listeners)
            foreach (var listener in listeners)
                Tell(listener, signal);
    }

    /// <summary>A signal that one listener cannot take, perhaps of a newer node, must not make this one deaf.</summary>
    private void Tell(Action<JsonElement> listener, Signal signal)
    {
        try
        {
            listener(signal.Content);
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "The signal {Kind} could not be taken", signal.Kind);
        }
    }

    private sealed record Signal(string Kind, JsonElement Content);
}
