using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NSubstitute;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>Stands in for what a test has not added: nothing is registered that is there already.</summary>
internal static class Signals
{
    public static void StandIn(IServiceCollection services)
    {
        services.TryAddSingleton(_ => Emitter());
        services.TryAddSingleton(_ => Charter());
        services.TryAddSingleton(_ => Substitute.For<IKpiStore>());
        services.TryAddSingleton(_ => Substitute.For<IKpiHealth>());
    }

    private static IKpiEmitter Emitter()
    {
        var emitter = Substitute.For<IKpiEmitter>();
        emitter.EmitAsync(default, default).ReturnsForAnyArgs(1);
        emitter.EmitBatchAsync(default!, default, default)
            .ReturnsForAnyArgs(new KpiBatchResult([1], IdempotencyStatus.Fresh));
        emitter.ListAsync(default!, default).ReturnsForAnyArgs(new List<KpiRecord>());
        return emitter;
    }

    private static IHeimdallCharter Charter()
    {
        var charter = Substitute.For<IHeimdallCharter>();
        charter.GetPoliciesAsync(default).ReturnsForAnyArgs(new List<HeimdallPolicy>());
        charter.GetSnapshotAsync(default).ReturnsForAnyArgs(new List<HeimdallSnapshot>());
        charter.GetScorecardsAsync(default, default, default, default).ReturnsForAnyArgs(new List<HeimdallScorecard>());
        charter.RecommendAsync(default!, default).ReturnsForAnyArgs(new RecommendResult(1, false, [], null));
        return charter;
    }
}
