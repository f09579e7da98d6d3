using System.Text;
using Parley.Storage;

namespace Parley.Orders.Connectors;

/// <summary>How one shop's webhooks are believed and read.</summary>
internal sealed record Connector(long ShopRow, byte[] Secret, string DefaultSeller);

/// <summary>What shops have told of their webhooks.</summary>
internal sealed class ShopConnectors(Database database, SecretBox box)
{
    public async Task Store(Work work, long shopRow, Provider provider, ConnectRequest request, DateTimeOffset now) =>
        await work.Execute(
            """
            INSERT INTO connector (shop_row, provider, secret, default_seller, changed_at)
            VALUES (@shopRow, @Name, @secret, @DefaultSeller, @now)
            ON CONFLICT (shop_row, provider) DO UPDATE SET secret = excluded.secret,
                default_seller = excluded.default_seller, changed_at = excluded.changed_at
            """,
            new
            {
                shopRow,
                provider.Name,
                secret = await box.Seal(work, Encoding.UTF8.GetBytes(request.Secret)),
                request.DefaultSeller,
                now,
            }
        );

    /// <summary>Null when there is no such shop, or it has none of this provider.</summary>
    public Task<Connector?> Find(Guid shopId, Provider provider, CancellationToken cancellationToken) =>
        database.Read(
            async work =>
            {
                var row = await work.One<ConnectorRow>(
                    """
                    SELECT connector.shop_row, connector.secret, connector.default_seller
                    FROM connector JOIN shop ON shop.row_id = connector.shop_row
                    WHERE shop.id = @shopId AND connector.provider = @Name
                    """,
                    new { shopId, provider.Name }
                );

                return row is null
                    ? null
                    : new Connector(row.ShopRow, await box.Open(work, row.Secret), row.DefaultSeller);
            },
            cancellationToken
        );

    private sealed class ConnectorRow
    {
        public long ShopRow { get; init; }
        public byte[] Secret { get; init; } = [];
        public string DefaultSeller { get; init; } = "";
    }
}
