namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>Every verb straight at the database, with no application running.</summary>
public sealed class DatabaseVerbTests : VerbConformance
{
    protected override string ExpectedSource => "";

    protected override string[] TargetOptions => ["--database", File.Url];
}
