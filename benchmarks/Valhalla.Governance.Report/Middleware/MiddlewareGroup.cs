using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Middleware;

/// <summary>What both middlewares cost a minimal API.</summary>
internal sealed class MiddlewareGroup : IRowGroup
{
    private const string Both = "middleware/both";
    private const string Whole = "middleware/whole";
    private const string Asking = "middleware/asking";

    public string Name => "middleware";

    public string Title => "Middlewares on a minimal API";

    public string Method =>
        "`wrk` on loopback, one thread and 32 connections, against one endpoint in a process of its own: with "
        + "`MapValhalla()` and `.WithExecutionClass(PROD_EXEC)` on an open gate, with `AddValhalla()` and its services "
        + "but neither of these, without the library, and with a middleware that reads the gate's row from SQLite on "
        + "each request instead. Runs take turns; a ratio is the median of paired ones.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(Both, "with both middlewares", "requests/s")
        {
            HigherIsBetter = true,
            Peer = "the same application without them",
            Goal = Goal.Ratio(0.97),
        },
        new(Whole, "with both middlewares", "requests/s")
        {
            HigherIsBetter = true,
            Peer = "an application without the library",
        },
        new(Asking, "with both middlewares", "requests/s")
        {
            HigherIsBetter = true,
            Peer = "a look into the database on each request",
        },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        using var folder = new ScratchFolder();
        await using var governed = await ServedProcess.StartAsync(ServedApp.Governed, folder.FullName);
        await using var unguarded = await ServedProcess.StartAsync(ServedApp.Unguarded, folder.FullName);
        await using var bare = await ServedProcess.StartAsync(ServedApp.Bare, folder.FullName);
        await using var asking = await ServedProcess.StartAsync(ServedApp.Asking, folder.FullName);
        ServedProcess[] apps = [governed, unguarded, bare, asking];
        var perSecond = Array.ConvertAll(apps, _ => new List<double>());
        var duration = TimeSpan.FromSeconds(measuring.IsQuick ? 1 : 3);
        foreach (var app in apps)
        {
            await Wrk.RunAsync(app.Address, duration * 2);
        }

        var pairs = measuring.IsQuick ? 2 : 9;
        for (var pair = 0; pair < pairs; pair++)
        {
            for (var i = 0; i < apps.Length; i++)
            {
                var turn = pair % 2 == 0 ? i : apps.Length - 1 - i;
                perSecond[turn].Add(await Wrk.RunAsync(apps[turn].Address, duration));
            }

            measuring.Progress(string.Join(", ", perSecond.Select(figures => $"{figures[^1]:N0}/s")));
        }

        measuring.Report(Both, perSecond[0], perSecond[1]);
        measuring.Report(Whole, perSecond[0], perSecond[2]);
        measuring.Report(Asking, perSecond[0], perSecond[3]);
    }
}
