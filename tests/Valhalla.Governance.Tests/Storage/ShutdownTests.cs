using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Tests.Storage;

/// <summary>A host that is stopped from two sides and taken apart while work is going on.</summary>
public sealed class ShutdownTests : IDisposable
{
    private const int Rounds = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-shutdown-").FullName;

    [Fact]
    public async Task Stop_WhileWorkIsGoingOn_NothingMeetsWhatIsDisposed()
    {
        using var log = new RecordedLog(static line => line.Exception is not null);
        for (var round = 0; round < Rounds; round++)
        {
            var host = Build(round, log);
            await host.StartAsync();
            var risk = host.Services.GetRequiredService<IRiskGuard>();
            var gate = host.Services.GetRequiredService<IGoLiveGate>();
            using var busy = new SemaphoreSlim(0);
            Task[] callers =
            [
                .. Enumerable.Range(0, 6).Select(_ => LoadAsync(busy, async () => await risk.ReserveAsync(
                    new ReserveRequest(new EngineName("WHOLESALE"), Money.FromDecimal(0.01m))))),
                LoadAsync(busy, async () => await gate.DisableAsync(ChangeAuthor.System, "a drill")),
            ];
            for (var i = 0; i < 20; i++)
            {
                await busy.WaitAsync();
            }

            // As Run and a host's own code do together; a token that is cancelled gives the services no time.
            using var hurry = new CancellationTokenSource();
            if (round % 2 == 1)
            {
                await hurry.CancelAsync();
            }

            await Task.WhenAll(SwallowAsync(host.StopAsync(hurry.Token)), SwallowAsync(host.StopAsync(hurry.Token)));
            await host.DisposeAsync();

            foreach (var error in await Task.WhenAll(callers.Select(ErrorOfAsync)))
            {
                Assert.IsNotType<ObjectDisposedException>(error.InnerException ?? error);
            }
        }

        Assert.DoesNotContain(log.Lines, static line =>
            $"{line.Text} {line.Exception}".Contains("Disposed", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task LoadAsync(SemaphoreSlim busy, Func<Task> work)
    {
        // Ends with the first exception.
        while (true)
        {
            await Task.Run(work);
            busy.Release();
        }
    }

    private static async Task<Exception> ErrorOfAsync(Task caller) =>
        await Record.ExceptionAsync(() => caller) ?? throw new InvalidOperationException("It ended without one.");

    private static async Task SwallowAsync(Task stop)
    {
        try
        {
            await stop;
        }
        catch (OperationCanceledException)
        {
            // No time was given.
        }
    }

    private WebApplication Build(int round, RecordedLog log)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ENV"] = "development",
            ["DATABASE_URL"] = $"sqlite:///{Path.Combine(_folder, $"{round}.db")}",
            ["Valhalla:DataDirectory"] = _folder,
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(_folder, "latch.json"),
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddValhalla();
        return builder.Build();
    }
}
