using System.Reflection;
using Valhalla.Governance.Repository.Tests.Architecture;
using Valhalla.Governance.Testing.Approvals;

namespace Valhalla.Governance.Repository.Tests.PublicApi;

public sealed class PublicApiTests
{
    /// <summary>Assemblies whose surface still changes daily: written when accepting, not yet compared.</summary>
    private static readonly string[] InFlux = ["Valhalla.Governance.Core"];

    public static TheoryData<string> Assemblies => [.. ProjectTable.Rules.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Surface_OfAssembly_IsApproved(string name)
    {
        var text = PublicApiText.Of(Assembly.Load(name));

        if (Approval.IsAccepting || !InFlux.Contains(name))
        {
            Approval.Verify($"public-api.{name}", text);
        }
    }
}
