using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Parley.Client.Live;

/// <summary>
/// One device on the live connection. Connects again for as long as it lives; after each break it listens first, then reads the
/// feed from where it stood, and tells each message once and in order.
/// </summary>
public sealed class LiveConnection : IAsyncDisposable
{
    private readonly ParleyClient _client;
    private readonly LiveOptions _options;
    private readonly Channel<LiveEvent> _events = Channel.CreateUnbounded<LiveEvent>();
    private readonly Channel<Func<Task>> _work = Channel.CreateUnbounded<Func<Task>>();
    private readonly ConcurrentDictionary<Guid, bool> _watched = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Outbox _outbox;
    private readonly Feed _feed;
    private HubConnection? _hub;
    private Task _connecting = Task.CompletedTask;
    private Task _working = Task.CompletedTask;
    private int _failures;

    /// <param name="client">Signed in already; its session is used for every connection.</param>
    public LiveConnection(ParleyClient client, LiveOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        (_client, _options) = (client, options ?? new LiveOptions());
        _feed = new Feed(client, _options, happened => _events.Writer.TryWrite(happened));
        _outbox = new Outbox(message => Do(() => _feed.Take(message, _stop.Token)));
    }

    /// <summary>
    /// Everything that was told, in the order in which it was applied. Without a bound: read it. Ends with an exception when the
    /// session is over.
    /// </summary>
    public ChannelReader<LiveEvent> Events => _events.Reader;

    /// <summary>Starts connecting, without end.</summary>
    /// <returns>When connected for the first time and everything that changed meanwhile was read.</returns>
    /// <exception cref="ParleyProblemException">The session does not hold.</exception>
    public Task Start(CancellationToken cancellationToken = default)
    {
        if (_connecting == Task.CompletedTask)
        {
            _working = Task.Run(Work, CancellationToken.None);
            _connecting = Task.Run(StayConnected, CancellationToken.None);
        }

        return _ready.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Sends a message; when this returns, it is on the server's disk. Waits through breaks of the connection and then repeats
    /// itself harmlessly; sends that wait keep their order.
    /// </summary>
    /// <param name="clientId">Makes repeating harmless, here and over REST; made here when null.</param>
    /// <param name="audience">One of <see cref="AudienceView.Kind"/>; everyone when null.</param>
    /// <exception cref="ParleyProblemException">The server refused.</exception>
    /// <exception cref="OperationCanceledException">Given up; whether it was stored is not known.</exception>
    public Task<MessageView> Send(
        Guid conversationId,
        string body,
        Guid? clientId = null,
        string? audience = null,
        Guid? replyTo = null,
        CancellationToken cancellationToken = default
    ) =>
        _outbox.Send(
            new
            {
                conversationId,
                clientId = clientId ?? Guid.CreateVersion7(),
                body,
                audience = ParleyClient.Name(audience),
                replyTo,
            },
            cancellationToken
        );

    /// <summary>Tells that messages were shown to the person. Throws while there is no connection.</summary>
    public Task MarkRead(Guid conversationId, params Mark[] upTo) =>
        Call("MarkRead", new { conversationId, upTo = ParleyClient.Marks(upTo) });

    /// <summary>Tells that messages have reached this device. Throws while there is no connection.</summary>
    public Task MarkDelivered(Guid conversationId, params Mark[] upTo) =>
        Call("MarkDelivered", new { conversationId, upTo = ParleyClient.Marks(upTo) });

    /// <summary>Tells the others that the person writes; repeat it every 3 seconds. Nothing happens while there is no connection.</summary>
    public Task Typing(Guid conversationId, string? audience = null) =>
        _hub is { State: HubConnectionState.Connected }
            ? Call("Typing", new { conversationId, audience = ParleyClient.Name(audience) })
            : Task.CompletedTask;

    /// <summary>Opens a conversation on this device: it gets full messages and presence. Held over breaks.</summary>
    public Task Watch(Guid conversationId)
    {
        _watched[conversationId] = true;

        return _hub is { State: HubConnectionState.Connected }
            ? Call("Watch", new { conversationId })
            : Task.CompletedTask;
    }

    /// <summary>Takes back <see cref="Watch"/>.</summary>
    public Task Unwatch(Guid conversationId)
    {
        _watched.TryRemove(conversationId, out _);

        return _hub is { State: HubConnectionState.Connected }
            ? Call("Unwatch", new { conversationId })
            : Task.CompletedTask;
    }

    private async Task Call(string method, object argument)
    {
        try
        {
            await (_hub ?? throw new InvalidOperationException("Not connected.")).InvokeAsync(
                method,
                argument,
                _stop.Token
            );
        }
        catch (HubException refused)
        {
            throw ParleyProblemException.OfHub(refused.Message);
        }
    }

    private void Do(Func<Task> work) => _work.Writer.TryWrite(work);

    private async Task Work()
    {
        await foreach (var work in _work.Reader.ReadAllAsync())
            await work();
    }

    private async Task StayConnected()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ConnectOnce();
            }
            catch (ParleyProblemException over) when (over.Code == "unauthenticated")
            {
                End(over);
                return;
            }
            catch (Exception failure)
                when (failure
                        is IOException
                            or WebSocketException
                            or HttpRequestException
                            or HubException
                            or InvalidOperationException
                            or OperationCanceledException
                )
            {
                // It is tried again.
            }

            await Pause();
        }
    }

    private async Task ConnectOnce()
    {
        await using var hub = HubOf.Build(_client);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();

            return Task.CompletedTask;
        };
        _feed.Listen(hub, Do, _stop.Token);
        await hub.StartAsync(_stop.Token);
        _hub = hub;
        _outbox.Attach(hub);
        Do(() => CatchUp(hub));
        await closed.Task.WaitAsync(_stop.Token);
        _outbox.Detach();
        _events.Writer.TryWrite(new LiveEvent.ConnectionChanged(IsConnected: false));
    }

    private async Task CatchUp(HubConnection hub)
    {
        try
        {
            // Listening comes before reading: nothing can fall between the two.
            foreach (var conversationId in _watched.Keys)
                await WatchAgain(hub, conversationId);
            await _feed.CatchUp(_stop.Token);
            _failures = 0;
            _events.Writer.TryWrite(new LiveEvent.ConnectionChanged(IsConnected: true));
            _ready.TrySetResult();
        }
        catch (ParleyProblemException over) when (over.Code == "unauthenticated")
        {
            End(over);
        }
        catch (Exception)
        {
            await hub.DisposeAsync(); // a new connection catches up from the same place
        }
    }

    private async Task WatchAgain(HubConnection hub, Guid conversationId)
    {
        try
        {
            await hub.InvokeAsync("Watch", new { conversationId }, _stop.Token);
        }
        catch (HubException)
        {
            _watched.TryRemove(conversationId, out _); // it was lost meanwhile; the feed tells
        }
    }

    /// <summary>Full jitter: anything below a bound that doubles, so that a thousand devices do not come back together.</summary>
    private async Task Pause()
    {
        var bound = Math.Min(
            _options.MaxBackoff.TotalSeconds,
            _options.MinBackoff.TotalSeconds * Math.Pow(2, Math.Min(_failures++, 20))
        );
#pragma warning disable CA5394 // nothing secret depends on it
        var wait = TimeSpan.FromSeconds(bound * Random.Shared.NextDouble());
#pragma warning restore CA5394
        await Task.Delay(wait, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void End(Exception reason)
    {
        _stop.Cancel();
        _ready.TrySetException(reason);
        _outbox.Fail(reason);
        _events.Writer.TryComplete(reason);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _connecting;
        _work.Writer.TryComplete();
        await _working;
        _outbox.Fail(new OperationCanceledException("The connection was closed here."));
        _ready.TrySetCanceled();
        _events.Writer.TryComplete();
        _stop.Dispose();
    }
}
