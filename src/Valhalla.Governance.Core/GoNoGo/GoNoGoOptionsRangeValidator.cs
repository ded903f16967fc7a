using Microsoft.Extensions.Options;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Checks the ranges that <see cref="GoNoGoOptions"/> documents.</summary>
[OptionsValidator]
internal sealed partial class GoNoGoOptionsRangeValidator : IValidateOptions<GoNoGoOptions>;
