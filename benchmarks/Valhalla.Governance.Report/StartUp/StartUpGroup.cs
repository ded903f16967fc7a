using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Middleware;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.StartUp;

/// <summary>How long a host takes to start, and how large it is then.</summary>
internal sealed class StartUpGroup : IRowGroup
{
    private const string First = "start-up/first-200";
    private const string Memory = "start-up/idle-memory";
    private const string PrivateMemory = "start-up/idle-private-memory";
    private const string Map = "start-up/map-valhalla";
    private const double Megabyte = 1_000_000;

    public string Name => "start-up";

    public string Title => "Start-up and size";

    public string Method =>
        "From `dotnet SampleApi.dll` to the first 200 of `/health`, with an existing SQLite file; its resident memory "
        + "some seconds later, without requests, pages of shared files included, beside that of a minimal API with one "
        + "endpoint; and what the one call `MapValhalla()` takes in a process that has just "
        + "started.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(First, "the sample until its first 200", "s") { Goal = Goal.AtMost(2) },
        new(Memory, "the sample's resident memory, idle", "MB")
        {
            Limit = "one endpoint without the library",
            Goal = Goal.AtMost(120),
        },
        new(PrivateMemory, "of it, not shared with other processes", "MB"),
        new(Map, "MapValhalla()", "ms") { Goal = Goal.AtMost(50) },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        using var folder = new ScratchFolder();
        if (measuring.IsAnyWanted(First, Memory, PrivateMemory))
        {
            await MeasureSampleAsync(folder, measuring);
        }

        if (measuring.IsWanted(Map))
        {
            var milliseconds = new List<double>();
            for (var repeat = 0; repeat < measuring.Repeats; repeat++)
            {
                await using var app = await ServedProcess.StartAsync(ServedApp.Governed, folder.FullName);
                milliseconds.Add(app.MapMilliseconds);
                measuring.Progress($"mapped in {app.MapMilliseconds:N1} ms");
            }

            measuring.Report(Map, milliseconds);
        }

        if (measuring.IsWanted(PrivateMemory) && measuring.Find(PrivateMemory) is null)
        {
            throw new NotMeasurableException("Only Linux says how much memory is not shared.");
        }
    }

    private static async Task MeasureSampleAsync(ScratchFolder folder, Measuring measuring)
    {
        var (seconds, megabytes, bareMegabytes) = (new List<double>(), new List<double>(), new List<double>());
        var privateMegabytes = new List<double>();
        var idle = TimeSpan.FromSeconds(measuring.IsQuick ? 2 : 10);

        // The first one creates the file.
        for (var start = 0; start <= measuring.Repeats; start++)
        {
            var (sample, untilFirst) = await SampleProcess.StartAsync(
                folder.FullName, createsFile: start == 0);
            await using (sample)
            {
                if (start == 0)
                {
                    continue;
                }

                await using var bare = await ServedProcess.StartAsync(ServedApp.Bare, folder.FullName);
                using var client = new HttpClient();
                _ = await client.GetStringAsync(bare.Address);
                await Task.Delay(idle, TimeProvider.System);
                bareMegabytes.Add(bare.ResidentBytes / Megabyte);
                seconds.Add(untilFirst.TotalSeconds);
                megabytes.Add(sample.ResidentBytes / Megabyte);
                privateMegabytes.Add(sample.PrivateBytes / Megabyte ?? double.NaN);
                measuring.Progress($"first 200 after {seconds[^1]:N2} s, {megabytes[^1]:N0} MB idle");
            }
        }

        measuring.Report(First, seconds);
        measuring.Report(Memory, megabytes, limit: bareMegabytes);
        if (!privateMegabytes.Exists(double.IsNaN))
        {
            measuring.Report(PrivateMemory, privateMegabytes);
        }
    }
}
