using System.Data.Common;
using Parley.Tests.People;

namespace Parley.Tests.Conversations;

public sealed class ReceiptTests(World world) : IClassFixture<World>
{
    [Fact]
    [Covers("S1-8", "S2-46")]
    public async Task Everyone_has_one_receipt_of_his_own_however_often_he_reads_and_from_wherever()
    {
        var business = await world.Business();
        var alice = await world.Customer("Alice");
        var (bea, ben) = (await world.Member(business, "Bea"), await world.Member(business, "Ben"));
        var talk = await world.Talk(alice, business);
        for (var i = 1; i <= 3; i++)
            await alice.Says($"#{i}", talk);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? bea.Reads(talk, 3) : ben.Reads(talk, 2)));
        await alice.Reads(talk, 1);
        var seen = (await bea.Sees(talk)).Cursors;

        Assert.Equal(
            [("Alice", 1), ("Bea", 3), ("Ben", 2), (business.Name, 3)],
            seen.Select(cursor => (cursor.Who.Name, cursor.Read)).Order()
        );
        Assert.All(seen, cursor => Assert.NotNull(cursor.ReadAt));
        await Assert.ThrowsAnyAsync<DbException>(() =>
            world.Database.Write(work =>
                work.Execute(
                    """
                    INSERT INTO cursor (audience_row, reader, delivered, read)
                    SELECT audience_row, reader, 3, 3 FROM cursor
                    """
                )
            )
        );
    }
}
