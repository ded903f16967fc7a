using System.Text.Json;

namespace Valhalla.Governance.Core.Tests.Kpi;

/// <summary>Steps that are told how they ended, by their block or by <c>TimeAsync</c>.</summary>
public sealed class KpiStepDecisionTests : KpiStepFixture
{
    [Fact]
    public async Task Decisions_AlwaysWin()
    {
        using (var failed = Start())
        {
            failed.Fail("no answer");
        }

        using (var failed = Start())
        {
            failed.Fail(new TimeoutException("too late"));
        }

        Throws<FormatException>(() =>
        {
            using var succeeded = Start();
            succeeded.Succeed();
            throw new FormatException();
        });
        using (var cancelled = Start())
        {
            cancelled.Cancel();
        }

        using (var changedMind = Start())
        {
            changedMind.Fail("no");
            changedMind.Succeed();
        }

        var all = await AllAsync();
        Assert.Equal([false, false, true, true], all.Select(e => e.Success));
        Assert.Equal(
            ["""{"error":"no answer"}""", """{"error":"TimeoutException: too late"}""", null, null],
            all.Select(e => e.DetailJson));
    }

    [Fact]
    public async Task Dispose_Twice_RecordsOnceEvenAfterTheStepIsInUseAgain()
    {
        var first = Start();
        first.Dispose();
        var second = Start();

        first.Fail("stale");
        first.Cancel();
        first.Dispose();
        second.Dispose();
        second.Dispose();

        Assert.Equal([true, true], await OutcomesAsync());
    }

    [Fact]
    public void Default_AnyCall_DoesNothing()
    {
        var step = default(KpiStep);
        step.Succeed();
        step.Fail("x");
        step.Fail(new FormatException());
        step.Cancel();
        step.Dispose();

        Assert.Equal(default, step);
        Assert.NotEqual(default, Start());
    }

    [Fact]
    public async Task Dispose_StepReused_KeepsNothingOfTheOneBefore()
    {
        using (var full = Kpi.TimedStep("WHOLESALE", "a", "actor", "c1", "text"))
        {
            full.Fail("x");
        }

        using (Kpi.TimedStep("CAPITAL", "b"))
        {
        }

        var second = (await AllAsync())[1];
        Assert.Equal("CAPITAL.b", new KpiSeries(second.Domain, second.Metric).ToString());
        Assert.True(second.Success);
        Assert.Null(second.Actor);
        Assert.Null(second.CorrelationId);
        Assert.Null(second.DetailJson);
    }

    [Fact]
    public async Task TimeAsync_ResumedInlineFromACatchBlockOfAnotherTask_RecordsSuccess()
    {
        await RunResumedInACatchBlockAsync(
            resume => Kpi.TimeAsync("WHOLESALE", "step", async _ => await resume));

        Assert.True((await SingleAsync()).Success);
    }

    [Fact]
    public async Task TimeAsync_BlockThrows_RecordsTypeAndMessageAndLetsItThrough()
    {
        await Assert.ThrowsAsync<FormatException>(() => Kpi.TimeAsync(
            "WHOLESALE",
            "step",
            _ => Task.FromException(new FormatException("no <number>")),
            detail: new Dictionary<string, object?> { ["n"] = 1 }));

        var recorded = await SingleAsync();
        Assert.False(recorded.Success);
        using var detail = JsonDocument.Parse(recorded.DetailJson!);
        Assert.Equal("FormatException: no <number>", detail.RootElement.GetProperty("error").GetString());
        Assert.Equal(1, detail.RootElement.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task TimeAsync_BlockReturns_RecordsSuccessAndReturnsTheResult()
    {
        var result = await Kpi.TimeAsync("WHOLESALE", "step", async _ =>
        {
            await Task.Yield();
            return 42;
        });

        Assert.Equal(42, result);
        Assert.True((await SingleAsync()).Success);
    }

    [Fact]
    public async Task TimeAsync_BlockDecides_WinsOverHowItEnds()
    {
        await Kpi.TimeAsync("WHOLESALE", "a", step =>
        {
            step.Fail("declined");
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<FormatException>(() => Kpi.TimeAsync("WHOLESALE", "b", step =>
        {
            step.Succeed();
            throw new FormatException();
        }));
        await Assert.ThrowsAsync<FormatException>(() => Kpi.TimeAsync("WHOLESALE", "c", step =>
        {
            step.Cancel();
            throw new FormatException();
        }));

        var all = await AllAsync();
        Assert.Equal(["a:False", "b:True"], all.Select(e => $"{e.Metric}:{e.Success}"));
        Assert.Equal("""{"error":"declined"}""", all[0].DetailJson);
    }
}
