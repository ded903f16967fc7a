using Valhalla.Governance.Testing;

namespace Valhalla.Governance.SystemTests;

public sealed class SampleProcessTests
{
    [Theory]
    [InlineData("SampleApi")]
    [InlineData("MinimalHost")]
    public void AssemblyOf_Samples_AreBuiltInTheSameConfiguration(string projectName) =>
        Assert.True(File.Exists(RepositoryPaths.AssemblyOf(projectName)));
}
