using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Parley.Load;

/// <summary>One device: sends with a window of messages that are not answered yet, and counts what it gets.</summary>
public sealed class LoadSocket(Guid conversationId, Action<long>? acked) : IAsyncDisposable
{
    private const int MaxFrames = 1 << 16;

    private readonly HubSocket _hub = new();
    private readonly long[] _sentAt = new long[MaxFrames];

    public long Acked { get; private set; }

    public long Received { get; private set; }

    public long Failed { get; private set; }

    public long Sent { get; private set; }

    /// <summary>Is told of each message that came from somebody else, with its frame.</summary>
    public TakeFrame? Heard { get; set; }

    public async Task Connect(Uri server, string token)
    {
        await _hub.Connect(server, token);
        await _hub.Invoke("w", "Watch", $$"""{"conversationId":"{{conversationId}}"}""");
        await _hub.ReadFrames(_ => { });
    }

    /// <summary>Keeps <paramref name="window"/> messages on their way until <paramref name="stop"/>, then takes the last answers.</summary>
    public async Task Run(int window, CancellationToken stop)
    {
        for (var i = 0; i < window; i++)
            await Send();
        while (Acked + Failed < Sent)
        {
            var answered = 0;
            await _hub.ReadFrames(frame => answered += Take(frame) ? 1 : 0, CancellationToken.None);
            for (var i = 0; i < answered && !stop.IsCancellationRequested; i++)
                await Send();
        }
    }

    /// <summary>Takes what comes in, for a device that only listens or sends by its own clock.</summary>
    public async Task Listen(CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                await _hub.ReadFrames(frame => Take(frame), stop);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    public Task Send() =>
        Send("Is the blue one still there, and how soon could it be in Lisbon?", Stopwatch.GetTimestamp());

    /// <param name="intendedAt">When it should have been sent; a late generator must not flatter the server.</param>
    public Task Send(string body, long intendedAt)
    {
        var id = Sent++;
        _sentAt[id % MaxFrames] = intendedAt;

        return _hub.Invoke(
            $"{id}",
            "Send",
            $$"""{"conversationId":"{{conversationId}}","clientId":"{{Guid.CreateVersion7()}}","body":"{{body}}"}"""
        );
    }

    /// <returns>True for the answer to a send.</returns>
    private bool Take(ReadOnlySpan<byte> frame)
    {
        if (frame.StartsWith("{\"type\":3,\"invocationId\":\""u8))
        {
            if (!Utf8Parser.TryParse(frame["{\"type\":3,\"invocationId\":\""u8.Length..], out long id, out _))
                return false; // the answer to Watch
            TakeAnswer(frame, id);

            return true;
        }

        if (frame.IndexOf("\"target\":\"message\""u8) >= 0)
        {
            Received++;
            Heard?.Invoke(frame);
        }

        return false;
    }

    private void TakeAnswer(ReadOnlySpan<byte> frame, long id)
    {
        if (frame.IndexOf("\"error\":"u8) < 0)
        {
            Acked++;
            acked?.Invoke(_sentAt[id % MaxFrames]);
        }
        else if (Failed++ == 0)
            Console.Error.WriteLine(Encoding.UTF8.GetString(frame));
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
