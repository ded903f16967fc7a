using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.Control;
using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Load.FollowUp;

/// <summary>
/// Workers that claim and complete follow-up tasks until the process is killed: the process that a system test starts
/// as <c>dialer CONNECTION-STRING NAME WORKERS LEASE-SECONDS</c>.
/// </summary>
internal static class Dialer
{
    private const int TasksAtOnce = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(string connectionString, string name, int workers, TimeSpan lease)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddValhallaCore().AddValhallaOperations().UsePostgreSql(connectionString);
        services.Replace(ServiceDescriptor.Singleton<IContactCalendars, AlwaysOpen>());
        await using var provider = services.BuildServiceProvider();

        // Policies come from memory once control state is known.
        await provider.GetRequiredService<ControlState>().RefreshAsync(CancellationToken.None);
        var ladder = provider.GetRequiredService<IFollowUpLadder>();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(i => WorkAsync(ladder, $"{name}-{i}", lease)));
        return 0;
    }

    private static async Task WorkAsync(IFollowUpLadder ladder, string worker, TimeSpan lease)
    {
        while (true)
        {
            var claim = await ladder.ClaimAsync(worker, TasksAtOnce, lease);
            if (claim.Tasks.Count == 0)
            {
                await Task.Delay(Idle);
            }

            foreach (var task in claim.Tasks)
            {
                await ladder.CompleteAsync(
                    new CompleteFollowUpRequest(task.Id) { Actor = worker, ClaimId = claim.ClaimId });
            }
        }
    }
}
