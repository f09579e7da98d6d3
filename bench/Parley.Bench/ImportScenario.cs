using Microsoft.Extensions.DependencyInjection;
using Parley.Kernel;
using Parley.Load;
using Parley.People;
using Parley.People.Keys;
using Parley.Storage;

namespace Parley.Bench;

/// <summary>
/// How fast a file of orders is imported, and whether memory stays flat; that a second run changes nothing; and that an importer
/// which is killed in the middle and started again ends where an uninterrupted one does.
/// </summary>
internal static class ImportScenario
{
    // What the importer held at a tenth may still grow by what the runtime keeps for later, but not with the file.
    private const double MaxGrowth = 1.2;

    // The server's caches fill: 64 MiB of pages for SQLite's writer, 8 MiB for each reader, 50,000 conversations; then it is flat.
    private const long MaxServerGrowth = 250_000_000;

    public static async Task<int> Run(Settings settings)
    {
        var folder = Directory.CreateTempSubdirectory("parley-import");
        try
        {
            var file = Path.Combine(folder.FullName, "orders.jsonl");
            var lines = ImportFile.Write(file, settings.Orders);
            Report.Line("import.cores", Environment.ProcessorCount, "cores-shared-with-the-importer");
            Report.Line("import.orders", settings.Orders, "orders");
            Report.Line("import.file", new FileInfo(file).Length / 1e6, "MB");
            foreach (var postgres in settings.Stores)
                if (await Measure(postgres, file, lines) is { } failure)
                    return Report.Fail(failure);

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>What is wrong; null when nothing is.</returns>
    private static async Task<string?> Measure(string? postgres, string file, int lines)
    {
        await using var whole = await Store.Create(postgres);
        var name = $"import.{whole.Name}";
        var key = await MakeKey(whole);
        ImportedState state;
        string? grown;
        await using (var server = await LoadServer.Start(whole))
        {
            var into = new ImportInto(server, file, key);
            var run = await Importer.Run(into, lines);
            Report.Line($"{name}.rate", lines / run.Took.TotalSeconds, "orders/s");
            grown = Grown(name, run);

            state = await ImportedState.Of(whole);
            Console.Error.WriteLine($"{name}: {state}");
            run = await Importer.Run(into, lines);
            Report.Line($"{name}.again.rate", lines / run.Took.TotalSeconds, "orders/s");
            if (!run.Output.Contains($"0 created, 0 changed, {lines:N0} unchanged", StringComparison.Ordinal))
                return $"A second run was not without effect: {run.Output}";
        }

        if (await ImportedState.Of(whole) is var again && !state.IsSame(again))
            return $"A second run changed what is stored: {again}";
        Report.Line($"{name}.again.rows", state.Rows.Values.Sum(), "rows-as-before");

        return await KillAndGoOn(postgres, file, lines, state) ?? grown;
    }

    private static string? Grown(string name, ImportRun run)
    {
        foreach (var (share, server, importer) in run.Memory)
        {
            Report.Line($"{name}.importer.peak-at-{share:P0}".Replace(" ", ""), importer / 1e6, "MB");
            Report.Line($"{name}.server.peak-at-{share:P0}".Replace(" ", ""), server / 1e6, "MB");
        }

        return run.Memory.Count < 2 ? "It was over too soon to tell whether memory grows: import more orders"
            : run.Memory[^1].Importer > MaxGrowth * run.Memory[0].Importer ? "The importer's memory grows with the file"
            : run.Memory[^1].Server > run.Memory[0].Server + MaxServerGrowth ? "The server's memory grows with the file"
            : null;
    }

    private static async Task<string?> KillAndGoOn(string? postgres, string file, int lines, ImportedState wanted)
    {
        await using var store = await Store.Create(postgres);
        var key = await MakeKey(store);
        await using (var server = await LoadServer.Start(store))
        {
            var into = new ImportInto(server, file, key);
            await Importer.Run(into, lines, killAt: 0.5);
            var kept = await store.Read(work => work.One<long>("SELECT count(*) FROM orders"));
            Report.Line($"import.{store.Name}.killed-after", kept, "orders");
            if (!File.Exists(file + ".progress"))
                return "The importer was not killed in the middle";
            await Importer.Run(into, lines);
        }

        if (await ImportedState.Of(store) is var state && !state.IsSame(wanted))
            return $"After a kill it is {state} instead of {wanted}";
        Report.Line($"import.{store.Name}.resumed.rows", state.Rows.Values.Sum(), "rows-as-uninterrupted");

        return null;
    }

    private static async Task<string> MakeKey(Store store)
    {
        await using var server = Server.Build([.. store.Settings, "--Logging:LogLevel:Default=Error"]);
        await Server.Prepare(server, default);
        var now = server.Services.GetRequiredService<Clock>().Now;

        return await server
            .Services.GetRequiredService<Database>()
            .Write(async work => (await ApiKeys.Make(work, await Shops.Insert(work, "Bench", now), "import", now)).Key);
    }
}
