using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>Every verb over HTTP to a running application.</summary>
public sealed class HttpVerbTests : VerbConformance
{
    private AppHost _app = null!;

    protected override string ExpectedSource => "127.0.0.1";

    protected override string[] TargetOptions => ["--url", _app.Url];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _app = await AppHost.StartAsync(File);
    }

    public override async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }
}
