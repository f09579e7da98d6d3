using System.ComponentModel.DataAnnotations;

namespace Parley.Storage;

/// <summary>Where the data lies.</summary>
public sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The data folder; everything that the embedded database and the file store write is below it.</summary>
    [Required]
    public string DataFolder { get; init; } = "data";

    /// <summary>A PostgreSQL connection string. Empty means the embedded SQLite database in the data folder.</summary>
    public string? Postgres { get; init; }

    public string SqlitePath => Path.Combine(DataFolder, "parley.db");
}
