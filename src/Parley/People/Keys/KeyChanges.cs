using Parley.Audit;
using Parley.Kernel;
using Parley.Storage;

namespace Parley.People.Keys;

/// <summary>What is written in the audit of a shop's keys of either kind.</summary>
internal static class KeyChanges
{
    /// <param name="action">As in <c>key.revoked</c>.</param>
    public static Task Record(Work work, string action, Actor actor, long shopRow, Guid keyId, DateTimeOffset now) =>
        AuditLog.Record(work, new AuditEntry(action, AuditActor.Of(actor), now) { ShopRow = shopRow, Subject = keyId });

    /// <param name="kind">The table of keys, never text from outside, and the entry, which is written the first time only.</param>
    /// <returns>The shop's row; null when it has no such key.</returns>
    public static async Task<long?> Revoke(
        Work work,
        (string Table, string Action) kind,
        Actor actor,
        (Guid ShopId, Guid KeyId) key,
        DateTimeOffset now
    )
    {
        if (await Shops.Find(work, key.ShopId) is not { } shopRow)
            return null;

        var parameters = new
        {
            key.KeyId,
            shopRow,
            now,
        };
        var revoked = await work.Execute(
            $"UPDATE {kind.Table} SET revoked_at = @now WHERE id = @KeyId AND shop_row = @shopRow AND revoked_at IS NULL",
            parameters
        );
        if (revoked == 1)
            await Record(work, kind.Action, actor, shopRow, key.KeyId, now);

        return await work.One<long?>(
            $"SELECT shop_row FROM {kind.Table} WHERE id = @KeyId AND shop_row = @shopRow",
            parameters
        );
    }
}
