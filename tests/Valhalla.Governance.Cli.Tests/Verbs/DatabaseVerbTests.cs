using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>Every verb straight at the database, with no application running.</summary>
public sealed class DatabaseVerbTests : VerbConformance
{
    protected override string ExpectedActor => CliRunner.DatabaseIdentity;

    protected override string ExpectedSource => "";

    protected override string[] TargetOptions => ["--database", File.Url];

    [Fact]
    public async Task KillDrill_NoNode_IsNotBegun()
    {
        (await RunAsync("kill", "drill", "--reason", "weekly")).Expect(ExitCodes.Error, "Give --url.");

        Assert.StartsWith("None.\n", (await RunAsync("kill", "drills")).Expect(ExitCodes.No).Out);
    }
}
