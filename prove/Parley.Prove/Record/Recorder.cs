using System.Diagnostics;

namespace Parley.Prove.Record;

/// <summary>Writes one client's history to a file of its own. One thread at a time.</summary>
internal sealed class Recorder(string path) : IDisposable
{
    private readonly StreamWriter _file = new(path, append: true);

    public void Write(
        Deed deed,
        Guid conversation,
        string audience,
        Guid clientId,
        long seq,
        Guid id,
        string bodyHash
    ) =>
        _file.WriteLine(
            new Entry(Stopwatch.GetTimestamp(), deed, conversation, audience, clientId, seq, id, bodyHash).ToString()
        );

    public void Dispose() => _file.Dispose();

    public static IReadOnlyList<History> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(file => new History(Path.GetFileName(file), Read(file)))];

    private static IEnumerable<Entry> Read(string file)
    {
        foreach (var line in File.ReadLines(file))
            yield return Entry.Parse(line);
    }
}
