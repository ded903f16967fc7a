namespace Valhalla.Governance.Soak.Endurance;

/// <summary>Policy changes and kills in the middle of the load.</summary>
internal sealed class ControlChanges(IRiskGuard guard, IGoLiveGate gate, KillWindow kills)
{
    private const int KillsOneOf = 6;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan KillLasts = TimeSpan.FromMilliseconds(200);
    private static readonly ChangeAuthor Author = new("soak");

    /// <summary>Exposure caps, in units: CAPITAL's is used up in every run, the others never are.</summary>
    public static IReadOnlyDictionary<string, long> Caps { get; } = new Dictionary<string, long>
    {
        ["GLOBAL"] = 100_000_000_000 * Money.UnitsPerCurrencyUnit,
        ["WHOLESALE"] = 90_000_000_000 * Money.UnitsPerCurrencyUnit,
        ["CAPITAL"] = 200_000 * Money.UnitsPerCurrencyUnit,
    };

    public int Kills { get; private set; }

    public int PolicyChanges { get; private set; }

    public async Task SetCapsAsync()
    {
        foreach (var (engine, units) in Caps)
        {
            await SetAsync(engine, units);
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        for (var round = 1; !stop.IsCancellationRequested; round++)
        {
            await Task.Delay(Between, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            // Never above the cap that the check at the end uses.
            await SetAsync("WHOLESALE", Caps["WHOLESALE"] - (round % 2));
            if (round % KillsOneOf == 0)
            {
                await KillAndReleaseAsync();
            }
        }
    }

    private async Task SetAsync(string engine, long units)
    {
        await guard.UpsertPolicyAsync(new RiskPolicyChange(new EngineName(engine), Author)
        {
            Enabled = true,
            MaxDailyExposure = Money.FromUnits(units),
            MaxDailyLoss = Money.FromUnits(Caps["GLOBAL"]),
            Reason = "Endurance run.",
        });
        PolicyChanges++;
    }

    private async Task KillAndReleaseAsync()
    {
        var killed = await gate.EngageKillSwitchAsync(Author, "endurance");
        if (killed.Status != GoLiveChangeStatus.Changed)
        {
            throw new EnduranceException($"A kill was answered {killed.Status}.");
        }

        kills.Set(isEngaged: true);
        await Task.Delay(KillLasts, CancellationToken.None);
        kills.Set(isEngaged: false);
        var released = await gate.ReleaseKillSwitchAsync(Author, "endurance");
        if (released.Status != GoLiveChangeStatus.Changed)
        {
            throw new EnduranceException($"A release was answered {released.Status}.");
        }

        Kills++;
    }
}
