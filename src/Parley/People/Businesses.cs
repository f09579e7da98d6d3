using Parley.Kernel;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a shop says of one of its businesses; what is null stays as it is.</summary>
public sealed record BusinessInShop(string ExternalId, string? Name = null, string? ImageUrl = null);

/// <summary>Businesses and the shops that they act in.</summary>
public static class Businesses
{
    /// <summary>Finds or makes the business that the shop calls so. A new one without a name is called by its external id.</summary>
    public static async Task<long> Ensure(Work work, long shopRow, BusinessInShop business, DateTimeOffset now)
    {
        var row = await Find(work, shopRow, business.ExternalId) ?? await Create(work, shopRow, business, now);
        if (business.Name is { } name)
        {
            await work.Execute(
                """
                UPDATE business SET name = @name, search_name = @searchName
                WHERE row_id = @row AND (name <> @name OR search_name <> @searchName)
                """,
                new
                {
                    row,
                    name,
                    searchName = Text.Fold(name),
                }
            );
        }
        if (business.ImageUrl is { } imageUrl)
            await work.Execute("UPDATE business SET image_url = @imageUrl WHERE row_id = @row", new { row, imageUrl });

        return row;
    }

    public static Task<long?> Find(Work work, long shopRow, string externalId) =>
        work.One<long?>(
            "SELECT business_row FROM business_in_shop WHERE shop_row = @shopRow AND external_id = @externalId",
            new { shopRow, externalId }
        );

    private static async Task<long> Create(Work work, long shopRow, BusinessInShop business, DateTimeOffset now)
    {
        var name = business.Name ?? business.ExternalId;
        var row = await work.One<long>(
            "INSERT INTO business (id, name, search_name, created_at) VALUES (@id, @name, @searchName, @now) RETURNING row_id",
            new
            {
                id = Ids.New(now),
                name,
                searchName = Text.Fold(name),
                now,
            }
        );
        var isFirst = await work.Execute(
            """
            INSERT INTO business_in_shop (shop_row, external_id, business_row)
            VALUES (@shopRow, @ExternalId, @row) ON CONFLICT DO NOTHING
            """,
            new
            {
                shopRow,
                business.ExternalId,
                row,
            }
        );
        if (isFirst == 1)
            return row;

        // Another node made the business meanwhile; the database waited for it to commit.
        await work.Execute("DELETE FROM business WHERE row_id = @row", new { row });

        return (await Find(work, shopRow, business.ExternalId))!.Value;
    }
}
