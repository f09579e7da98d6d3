using System.Buffers.Text;
using System.Net.WebSockets;
using System.Text;

namespace Parley.Bench;

/// <summary>
/// One device: sends with a window of messages that are not answered yet, and counts what it gets. It speaks SignalR's JSON
/// protocol by hand, because a full client would use most of the two cores that it shares with the server.
/// </summary>
internal sealed class LoadSocket : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;
    private const int MaxFrames = 1 << 16;

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly long[] _sentAt = new long[MaxFrames];
    private readonly Guid _conversationId;
    private readonly Action<long>? _acked;
    private int _length;

    public LoadSocket(Guid conversationId, Action<long>? acked) => (_conversationId, _acked) = (conversationId, acked);

    public long Acked { get; private set; }

    public long Received { get; private set; }

    public long Failed { get; private set; }

    public long Sent { get; private set; }

    public async Task Connect(Uri server, string token)
    {
        _socket.Options.SetRequestHeader("Cookie", $"parley={token}");
        _socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new Uri($"ws://{server.Authority}/live"), default);
        await Write("""{"protocol":"json","version":1}""");
        await ReadFrames(_ => { });
        await Write(
            $$"""{"type":1,"invocationId":"w","target":"Watch","arguments":[{"conversationId":"{{_conversationId}}"}]}"""
        );
        await ReadFrames(_ => { });
    }

    /// <summary>Keeps <paramref name="window"/> messages on their way until <paramref name="stop"/>, then takes the last answers.</summary>
    public async Task Run(int window, CancellationToken stop)
    {
        for (var i = 0; i < window; i++)
            await Send();
        var answered = 0;
        while (Acked + Failed < Sent)
        {
            answered = 0;
            await ReadFrames(frame => answered += Take(frame) ? 1 : 0, CancellationToken.None);
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
                await ReadFrames(frame => Take(frame), stop);
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    public Task Send()
    {
        var id = Sent++;
        _sentAt[id % MaxFrames] = System.Diagnostics.Stopwatch.GetTimestamp();

        return Write(
            $$"""{"type":1,"invocationId":"{{id}}","target":"Send","arguments":[{"conversationId":"{{_conversationId}}","clientId":"{{Guid.CreateVersion7()}}","body":"Is the blue one still there, and how soon could it be in Lisbon?"}]}"""
        );
    }

    /// <returns>True for the answer to a send.</returns>
    private bool Take(ReadOnlySpan<byte> frame)
    {
        if (frame.StartsWith("{\"type\":3,\"invocationId\":\""u8))
        {
            if (!Utf8Parser.TryParse(frame["{\"type\":3,\"invocationId\":\""u8.Length..], out long id, out _))
                return false; // the answer to Watch
            if (frame.IndexOf("\"error\":"u8) >= 0)
            {
                if (Failed++ == 0)
                    Console.Error.WriteLine(Encoding.UTF8.GetString(frame));
            }
            else
            {
                Acked++;
                _acked?.Invoke(_sentAt[id % MaxFrames]);
            }

            return true;
        }

        if (frame.IndexOf("\"target\":\"message\""u8) >= 0)
            Received++;

        return false;
    }

    private Task Write(string frame) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(frame + (char)RecordSeparator),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );

    private delegate void Each(ReadOnlySpan<byte> frame);

    private async Task ReadFrames(Each each, CancellationToken stop = default)
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), stop);
        if (read.MessageType == WebSocketMessageType.Close)
            throw new IOException($"The server closed the connection: {_socket.CloseStatusDescription}");

        _length += read.Count;
        var start = 0;
        while (_buffer.AsSpan(start, _length - start).IndexOf(RecordSeparator) is >= 0 and var end)
        {
            each(_buffer.AsSpan(start, end));
            start += end + 1;
        }

        _buffer.AsSpan(start, _length - start).CopyTo(_buffer);
        _length -= start;
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();

        return ValueTask.CompletedTask;
    }
}
