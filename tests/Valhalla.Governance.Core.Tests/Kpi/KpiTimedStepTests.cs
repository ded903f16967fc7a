using System.Diagnostics;
using System.Text.Json;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class KpiTimedStepTests : IAsyncLifetime
{
    private KpiHarness _harness = null!;

    private IKpiEmitter Kpi => _harness.Kpi;

    public async Task InitializeAsync() => _harness = await KpiHarness.StartAsync();

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [Fact]
    public async Task Dispose_BlockCompletes_RecordsSuccessWithDurationAndParts()
    {
        using (Kpi.TimedStep("BUYER_MATCH", "run", "matcher", "match_999", new Dictionary<string, object?> { ["n"] = 100 }))
        {
            _harness.Clock.Advance(TimeSpan.FromMilliseconds(12.5));
        }

        var recorded = await SingleAsync();
        Assert.Equal("BUYER_MATCH.run", new KpiSeries(recorded.Domain, recorded.Metric).ToString());
        Assert.True(recorded.Success);
        Assert.Equal(12.5, recorded.DurationMs);
        Assert.Equal("matcher", recorded.Actor);
        Assert.Equal("match_999", recorded.CorrelationId);
        Assert.Equal("""{"n":100}""", recorded.DetailJson);
        Assert.Equal(_harness.Clock.GetUtcNow(), recorded.CreatedAt);
    }

    [Fact]
    public async Task Dispose_ExceptionLeavesTheBlock_RecordsFailure()
    {
        Throws<FormatException>(() =>
        {
            using var step = Start();
            throw new FormatException();
        });

        Assert.False((await SingleAsync()).Success);
    }

    [Fact]
    public async Task Dispose_ExceptionCaughtWithinTheBlock_RecordsSuccess()
    {
        using (Start())
        {
            Swallow();
        }

        Assert.True((await SingleAsync()).Success);
    }

    [Fact]
    public async Task Dispose_ExceptionCaughtWithinAMethodThatThrowsAnother_RecordsFailure()
    {
        Throws<InvalidOperationException>(() =>
        {
            using var step = Start();
            Swallow();
            throw new InvalidOperationException();
        });

        Assert.False((await SingleAsync()).Success);
    }

    [Fact]
    public async Task Dispose_WithinACatchBlock_JudgesItsOwnBlockOnly()
    {
        try
        {
            throw new FormatException();
        }
        catch (FormatException)
        {
            using (Start())
            {
                Swallow();
            }

            Throws<InvalidOperationException>(() =>
            {
                using var step = Start();
                throw new InvalidOperationException();
            });
        }

        Assert.Equal([true, false], await OutcomesAsync());
    }

    [Fact]
    public async Task Dispose_WithinAFinallyOfAnException_JudgesItsOwnBlockOnly()
    {
        Throws<FormatException>(() =>
        {
            try
            {
                throw new FormatException();
            }
            finally
            {
                using (Start())
                {
                }
            }
        });

        Assert.True((await SingleAsync()).Success);
    }

    [Fact]
    public async Task Dispose_StepsNested_EachRecordsItsOwnEnd()
    {
        using (Kpi.TimedStep("WHOLESALE", "outer"))
        {
            try
            {
                using var inner = Kpi.TimedStep("WHOLESALE", "inner");
                throw new FormatException();
            }
            catch (FormatException)
            {
            }

            using (Kpi.TimedStep("WHOLESALE", "second"))
            {
            }
        }

        Assert.Equal(
            ["inner:False", "second:True", "outer:True"],
            (await AllAsync()).Select(e => $"{e.Metric}:{e.Success}"));
    }

    [Fact]
    public async Task Dispose_ExceptionThroughNestedSteps_FailsAllOfThem()
    {
        Throws<FormatException>(() =>
        {
            using var outer = Start();
            using var middle = Start();
            using var inner = Start();
            throw new FormatException();
        });

        Assert.Equal([false, false, false], await OutcomesAsync());
    }

    [Fact]
    public async Task Dispose_MoreNestedThanThePoolKeeps_RecordsAll()
    {
        Nest(20);
        Nest(20);

        Assert.Equal(40, (await AllAsync()).Count);

        void Nest(int depth)
        {
            using var step = Start();
            if (depth > 1)
            {
                Nest(depth - 1);
            }
        }
    }

    [Fact]
    public async Task Dispose_AroundAwaits_SeesExceptionsOfContinuations()
    {
        await SucceedAsync();
        await Assert.ThrowsAsync<FormatException>(FailAsync);
        await Assert.ThrowsAsync<FormatException>(FailInCalleeAsync);

        Assert.Equal([true, false, false], await OutcomesAsync());

        async Task SucceedAsync()
        {
            using var step = Start();
            await Task.Yield();
            Swallow();
            await Task.Yield();
        }

        async Task FailAsync()
        {
            using var step = Start();
            await Task.Yield();
            throw new FormatException();
        }

        async Task FailInCalleeAsync()
        {
            using var step = Start();
            await Task.Run(() => throw new FormatException());
        }
    }

    [Fact]
    public async Task Dispose_StartedInACatchBlockAndEndedAfterAnAwait_RecordsSuccess()
    {
        try
        {
            throw new FormatException();
        }
        catch (FormatException)
        {
            using var step = Start();
            await Task.Yield();
        }

        Assert.True((await SingleAsync()).Success);
    }

    // The one weak spot. If this test fails, the runtime has mended it: then correct KpiStep's remarks and the docs.
    [Fact]
    public async Task Dispose_ResumedInlineFromACatchBlockOfAnotherTask_IsMistakenForAFailure()
    {
        await RunResumedInACatchBlockAsync(async resume =>
        {
            using var step = Start();
            await resume;
        });

        Assert.False((await SingleAsync()).Success);
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

    private static void Throws<T>(Action block)
        where T : Exception => Assert.Throws<T>(block);

    private static void Swallow()
    {
        try
        {
            throw new FormatException();
        }
        catch (FormatException)
        {
        }
    }

    private static async Task RunResumedInACatchBlockAsync(Func<Task, Task> run)
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

    private KpiStep Start() => Kpi.TimedStep("WHOLESALE", "step");

    private async Task<KpiEvent> SingleAsync() => Assert.Single(await AllAsync());

    private async Task<IReadOnlyList<bool>> OutcomesAsync() => [.. (await AllAsync()).Select(e => e.Success!.Value)];

    private async Task<IReadOnlyList<KpiEvent>> AllAsync()
    {
        await Kpi.FlushAsync();
        return [.. (await _harness.StoredAsync()).Select(r => r.Event)];
    }
}
