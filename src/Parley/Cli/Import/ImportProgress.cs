using System.Text.Json;
using Parley.Orders;

namespace Parley.Cli.Import;

/// <summary>How far the import of a file has come: how many orders from its start are all settled, and how.</summary>
/// <param name="RefusedBytes">How much of the list of refused orders belongs to these.</param>
internal sealed record ImportProgress(
    Uri Server,
    long FileBytes,
    DateTimeOffset FileChangedAt,
    ImportCounts Counts,
    long RefusedBytes
)
{
    /// <summary>The beginning, or where the run before this one stopped if the file is still the same.</summary>
    public static ImportProgress Load(ImportOptions options)
    {
        var file = new FileInfo(options.File);
        var start = new ImportProgress(
            options.Server,
            file.Length,
            new DateTimeOffset(file.LastWriteTimeUtc),
            new ImportCounts(),
            0
        );
        if (options.FromStart || options.IsDryRun || !File.Exists(options.ProgressFile))
            return start;

        try
        {
            var known = JsonSerializer.Deserialize<ImportProgress>(
                File.ReadAllText(options.ProgressFile),
                JsonSerializerOptions.Web
            );

            return known is not null && known with { Counts = start.Counts, RefusedBytes = 0 } == start ? known : start;
        }
        catch (JsonException)
        {
            return start;
        }
    }

    /// <summary>Replaces the file in one step, so that it is whole whenever the run ends.</summary>
    public void Save(ImportOptions options)
    {
        var next = options.ProgressFile + ".next";
        File.WriteAllText(next, JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        File.Move(next, options.ProgressFile, overwrite: true);
    }
}

/// <summary>How many orders came to which end.</summary>
/// <param name="Valid">Of a dry run.</param>
internal sealed record ImportCounts(
    long Created = 0,
    long Changed = 0,
    long Unchanged = 0,
    long Refused = 0,
    long Valid = 0
)
{
    public long Settled => Created + Changed + Unchanged + Refused + Valid;

    public ImportCounts With(SentOrder sent) =>
        sent switch
        {
            { Refusal: not null } => this with { Refused = Refused + 1 },
            { Outcome: PushOutcome.Created } => this with { Created = Created + 1 },
            { Outcome: PushOutcome.Changed } => this with { Changed = Changed + 1 },
            { Outcome: PushOutcome.Unchanged } => this with { Unchanged = Unchanged + 1 },
            _ => this with { Valid = Valid + 1 },
        };

    public override string ToString() =>
        Valid > 0
            ? $"{Valid:N0} valid, {Refused:N0} refused"
            : $"{Created:N0} created, {Changed:N0} changed, {Unchanged:N0} unchanged, {Refused:N0} refused";
}
