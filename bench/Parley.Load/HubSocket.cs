using System.Net.WebSockets;
using System.Text;

namespace Parley.Load;

/// <summary>Takes one frame of SignalR's JSON protocol, without its separator.</summary>
public delegate void TakeFrame(ReadOnlySpan<byte> frame);

/// <summary>
/// The live connection by hand: SignalR's JSON protocol over a WebSocket, because a full client would use most of the two cores
/// that it shares with the server.
/// </summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const byte RecordSeparator = 0x1E;

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[16 << 10];
    private int _length;

    /// <summary>Connects as the owner of a session and shakes hands.</summary>
    /// <exception cref="IOException">The server refused or went away.</exception>
    public async Task Connect(Uri server, string token, CancellationToken cancellationToken = default)
    {
        _socket.Options.SetRequestHeader("Cookie", $"parley={token}");
        _socket.Options.SetRequestHeader("Origin", server.GetLeftPart(UriPartial.Authority));
        await _socket.ConnectAsync(new Uri($"ws://{server.Authority}/live"), cancellationToken);
        await Write("""{"protocol":"json","version":1}""");
        await ReadFrames(_ => { }, cancellationToken);
    }

    /// <summary>Calls a hub method; the answer comes as a frame with the same <paramref name="invocationId"/>.</summary>
    public Task Invoke(string invocationId, string method, string argument) =>
        Write($$"""{"type":1,"invocationId":"{{invocationId}}","target":"{{method}}","arguments":[{{argument}}]}""");

    /// <summary>Waits for whatever comes and hands over each whole frame in it.</summary>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public async Task ReadFrames(TakeFrame take, CancellationToken cancellationToken = default)
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken);
        if (read.MessageType == WebSocketMessageType.Close)
            throw new IOException($"The server closed the connection: {_socket.CloseStatusDescription}");

        _length += read.Count;
        var start = 0;
        while (_buffer.AsSpan(start, _length - start).IndexOf(RecordSeparator) is >= 0 and var length)
        {
            take(_buffer.AsSpan(start, length));
            start += length + 1;
        }

        _buffer.AsSpan(start, _length - start).CopyTo(_buffer);
        _length -= start;
    }

    private Task Write(string frame) =>
        _socket.SendAsync(
            Encoding.UTF8.GetBytes(frame + (char)RecordSeparator),
            WebSocketMessageType.Text,
            endOfMessage: true,
            default
        );

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();

        return ValueTask.CompletedTask;
    }
}
