using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Parley.Events.Followers;
using Parley.Tests.People;

namespace Parley.Tests.Events;

public sealed class ForgetGivenUpTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task What_was_given_up_a_month_ago_is_deleted_and_nothing_else()
    {
        await world.Write(
            async (work, now) =>
            {
                // More than one write deletes.
                for (var i = 0; i < 501; i++)
                    await Add("old", now - ForgetGivenUp.KeptFor - TimeSpan.FromMinutes(1));
                await Add("young", now - ForgetGivenUp.KeptFor + TimeSpan.FromHours(1));
                await Add("waiting", failedAt: null);

                return true;

                Task Add(string lane, DateTimeOffset? failedAt) =>
                    work.Execute(
                        """
                        INSERT INTO effect (follower, id, lane, data, due_at, failed_at)
                        VALUES ('nobody', @id, @lane, @data, @now, @failedAt)
                        """,
                        new
                        {
                            id = Guid.CreateVersion7(),
                            lane,
                            data = new byte[1],
                            now,
                            failedAt,
                        }
                    );
            }
        );

        await world.Services.GetServices<IHostedService>().OfType<ForgetGivenUp>().Single().Run(default);

        var left = await world.Database.Read(work =>
            work.Query<string>("SELECT lane FROM effect WHERE follower = 'nobody' ORDER BY lane")
        );
        Assert.Equal(["waiting", "young"], left);
    }
}
