using Valhalla.Governance.Testing.Risk;

namespace Valhalla.Governance.Core.Tests.Risk;

/// <summary>
/// Random operation sequences agree with an independent model of the rules; a failure names its seed.
/// </summary>
public sealed class LedgerModelTests
{
    private const int Scenarios = 2_000;
    private const int Steps = 50;

    [Fact]
    public async Task RandomOperations_AgreeWithTheModel()
    {
        for (var seed = 0; seed < Scenarios; seed++)
        {
            await using var risk = new RiskFixture();
            var scenario = new LedgerScenario(risk.Guard, risk.Store, risk.Time, seed)
            {
                SetKillSwitchAsync = async engaged => await risk.SetKillSwitchAsync(engaged),
            };
            await scenario.RunAsync(Steps);
        }
    }
}
