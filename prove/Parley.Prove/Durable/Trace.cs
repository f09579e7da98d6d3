using System.Text.RegularExpressions;

namespace Parley.Prove.Durable;

/// <summary>
/// Reads strace's lines in their order and tells of each message whether its way out was covered: the first socket write that
/// names it must come after an fsync of the log file that began after the write which put the message there.
/// </summary>
/// <param name="isLogFile">Whether a path is that of the database's write-ahead log.</param>
/// <param name="names">Finds the messages that a written text names.</param>
public sealed partial class Trace(Func<string, bool> isLogFile, Regex names)
{
    private readonly Dictionary<string, (string Call, string Path, string[] Names, int Line)> _unfinished = [];
    private readonly Dictionary<string, int> _writtenAt = [];
    private readonly Dictionary<string, bool> _leftCovered = [];
    private int _line;
    private int _syncedFrom = -1;

    /// <summary>Messages that left the server after a covering fsync.</summary>
    public int Covered => _leftCovered.Values.Count(isCovered => isCovered);

    /// <summary>Messages that left the server without one.</summary>
    public IEnumerable<string> Uncovered => _leftCovered.Where(entry => !entry.Value).Select(entry => entry.Key);

    public bool Left(string name) => _leftCovered.ContainsKey(name);

    public void Read(string line)
    {
        _line++;
        if (Resumed().Match(line) is { Success: true } resumed)
        {
            if (_unfinished.Remove(resumed.Groups["thread"].Value, out var begun))
                End(begun.Call, begun.Path, begun.Names, begun.Line, resumed.Groups["result"].Value);
            return;
        }

        if (Begun().Match(line) is not { Success: true } match)
            return;
        var (call, path, rest) = (match.Groups["call"].Value, match.Groups["path"].Value, match.Groups["rest"].Value);
        string[] named = call is "fsync" or "fdatasync" ? [] : [.. names.Matches(rest).Select(found => found.Value)];
        if (IsSocket(path))
            Leave(named);
        else if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            _unfinished[match.Groups["thread"].Value] = (call, path, named, _line);
        else
            End(call, path, named, _line, rest[(rest.LastIndexOf('=') + 1)..].Trim());
    }

    /// <summary>A call came back; <paramref name="begunAt"/> is the line where it began.</summary>
    private void End(string call, string path, string[] named, int begunAt, string result)
    {
        if (!isLogFile(path) || result.StartsWith('-'))
            return;
        if (call is "fsync" or "fdatasync")
            _syncedFrom = Math.Max(_syncedFrom, begunAt);
        else
            foreach (var name in named)
                _writtenAt.TryAdd(name, _line); // later writes repeat the page for other messages
    }

    private void Leave(string[] named)
    {
        foreach (var name in named)
            _leftCovered.TryAdd(name, _writtenAt.TryGetValue(name, out var written) && _syncedFrom > written);
    }

    private static bool IsSocket(string path) =>
        path.StartsWith("socket:", StringComparison.Ordinal) || path.StartsWith("TCP", StringComparison.Ordinal);

    [GeneratedRegex(
        """^(?<thread>\d+) +(?<call>\w+)\(\d+<(?<path>[^>]*)>(?<rest>.*)$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Begun();

    [GeneratedRegex(
        """^(?<thread>\d+) +<\.\.\. \w+ resumed>.*= (?<result>.*)$""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Resumed();
}
