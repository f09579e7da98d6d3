using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Parley.Client.Live;

/// <summary>
/// Sends that have no answer yet, in their order. After a break all of them go out again under their own client ids, which the
/// server recognises.
/// </summary>
internal sealed class Outbox(Action<MessageView> sent)
{
    // The server's own words about a call that it refused; without them the connection broke.
    private const string RefusalMark = "HubException: ";

    private readonly Lock _lock = new();
    private readonly LinkedList<Pending> _pending = [];
    private HubConnection? _hub;

    public Task<MessageView> Send(object argument, CancellationToken cancellationToken)
    {
        var pending = new Pending(argument);
        lock (_lock)
        {
            _pending.AddLast(pending);
            if (_hub is { } hub)
                _ = Post(hub, pending);
        }

        if (cancellationToken.CanBeCanceled)
            cancellationToken.Register(() =>
            {
                Remove(pending);
                pending.Done.TrySetCanceled(cancellationToken);
            });

        return pending.Done.Task;
    }

    public void Attach(HubConnection hub)
    {
        lock (_lock)
        {
            _hub = hub;
            foreach (var pending in _pending)
                _ = Post(hub, pending);
        }
    }

    public void Detach()
    {
        lock (_lock)
            _hub = null;
    }

    public void Fail(Exception reason)
    {
        lock (_lock)
        {
            foreach (var pending in _pending)
                pending.Done.TrySetException(reason);
            _pending.Clear();
        }
    }

    private async Task Post(HubConnection hub, Pending pending)
    {
        try
        {
            var message = await hub.InvokeAsync<MessageView>("Send", pending.Argument);
            Remove(pending);
            sent(message);
            pending.Done.TrySetResult(message);
        }
        catch (HubException refused) when (refused.Message.Contains(RefusalMark, StringComparison.Ordinal))
        {
            Remove(pending);
            pending.Done.TrySetException(ParleyProblemException.OfHub(refused.Message));
        }
        catch (Exception)
        {
            // The connection is gone, stored or not nobody knows: it waits for the next one.
        }
    }

    private void Remove(Pending pending)
    {
        lock (_lock)
            _pending.Remove(pending);
    }

    private sealed record Pending(object Argument)
    {
        public TaskCompletionSource<MessageView> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
