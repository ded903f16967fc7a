using Microsoft.Extensions.Options;

namespace Valhalla.Governance.GoLive;

/// <summary>Checks the ranges that <see cref="GoLiveOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class GoLiveOptionsRangeValidator : IValidateOptions<GoLiveOptions>;
