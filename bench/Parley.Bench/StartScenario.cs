using Parley.Load;

namespace Parley.Bench;

/// <summary>How soon a server is there on a data folder that exists already, and what it holds before anybody comes.</summary>
internal static class StartScenario
{
    private const int Starts = 5;
    private const double MaxSeconds = 1.5;

    public static async Task<int> Run(Settings settings)
    {
        settings.Print("start");
        await using var store = await Store.Create(null);
        await Seed.Conversations(store, settings.Conversations);
        var seconds = new List<double>();
        long resident = 0;
        for (var i = 0; i < Starts; i++)
        {
            await using var server = await LoadServer.Start(store);
            seconds.Add(server.StartedIn.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(2));
            resident = server.ResidentBytes();
        }

        seconds.Sort();
        Report.Line("start.ready.best", seconds[0], "s");
        Report.Line("start.ready.median", seconds[Starts / 2], "s");
        Report.Line("start.ready.wanted", MaxSeconds, "s");
        Report.Line("start.rss", resident / 1e6, "MB");

        return 0;
    }
}
