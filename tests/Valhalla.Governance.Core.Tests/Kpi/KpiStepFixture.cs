using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>A running pipeline and what its steps have recorded.</summary>
public abstract class KpiStepFixture : IAsyncLifetime
{
    private KpiHarness _harness = null!;

    protected IKpiEmitter Kpi => _harness.Kpi;

    protected FakeTimeProvider Clock => _harness.Clock;

    public async Task InitializeAsync() => _harness = await KpiHarness.StartAsync();

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    protected static void Throws<T>(Action block)
        where T : Exception => Assert.Throws<T>(block);

    protected static void Swallow()
    {
        try
        {
            throw new FormatException();
        }
        catch (FormatException)
        {
        }
    }

    /// <summary>Completes a task inside a catch block, so that what awaits it goes on right there.</summary>
    protected static async Task RunResumedInACatchBlockAsync(Func<Task, Task> run)
    {
        var resume = new TaskCompletionSource();
        var running = run(resume.Task);
        try
        {
            throw new FormatException();
        }
        catch (FormatException)
        {
            resume.SetResult();
        }

        await running;
    }

    protected KpiStep Start() => Kpi.TimedStep("WHOLESALE", "step");

    protected async Task<KpiEvent> SingleAsync() => Assert.Single(await AllAsync());

    protected async Task<IReadOnlyList<bool>> OutcomesAsync() => [.. (await AllAsync()).Select(e => e.Success!.Value)];

    protected async Task<IReadOnlyList<KpiEvent>> AllAsync()
    {
        await Kpi.FlushAsync();
        return [.. (await _harness.StoredAsync()).Select(r => r.Event)];
    }
}
