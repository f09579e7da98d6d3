using System.Security.Cryptography;
using System.Text.Json;
using Parley.People;
using Parley.Storage;

namespace Parley.Demo;

/// <summary>What tells demo data from real data, and how far its making has come: the row <c>demo</c> of the installation.</summary>
/// <param name="BeganAt">What the story calls now; all its dates count back from here.</param>
/// <param name="Password">One for all demo people, made for this data alone.</param>
/// <param name="Turns">
/// How many turns (resolve, archive, assign …) were made. Unlike a message, one that is repeated would not be recognised.
/// </param>
internal sealed record DemoMark(DateTimeOffset BeganAt, long ShopRow, string Password, int Turns, bool IsComplete)
{
    public const string ShopName = "Harbour Market";

    private const string Name = "demo";

    public static async Task<DemoMark?> Find(Work work) =>
        await work.One<string>("SELECT value FROM installation WHERE name = @Name", new { Name }) is { } value
            ? JsonSerializer.Deserialize<DemoMark>(value)
            : null;

    /// <summary>Marks an empty installation and opens its shop, or finds the mark that is there.</summary>
    /// <returns>Null when there is real data.</returns>
    public static async Task<DemoMark?> Ensure(Work work, DateTimeOffset now)
    {
        if (await Find(work) is { } known)
            return known;
        if (!await IsEmpty(work))
            return null;

        var shopRow = await Shops.Insert(work, ShopName, now - DemoTimes.Story);
        var mark = new DemoMark(now, shopRow, NewPassword(), Turns: 0, IsComplete: false);
        await mark.Save(work);

        return mark;
    }

    public Task Save(Work work) =>
        work.Execute(
            "INSERT INTO installation (name, value) VALUES (@Name, @value) "
                + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { Name, value = JsonSerializer.Serialize(this) }
        );

    private static async Task<bool> IsEmpty(Work work) =>
        await work.One<long>("SELECT count(*) FROM (SELECT row_id FROM person LIMIT 1) AS one") == 0
        && await work.One<long>("SELECT count(*) FROM (SELECT row_id FROM shop LIMIT 1) AS one") == 0;

    // 40 bits, easy to read aloud and to type.
    private static string NewPassword() =>
        "harbour-" + RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 8);
}

/// <summary>The data folder holds real data; no demo is put among it.</summary>
public sealed class NotDemoException()
    : Exception(
        "This data is not a demo: it holds people or shops of its own. Start without --demo, or name an empty folder with --data."
    );
