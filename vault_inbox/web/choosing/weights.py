"""The fitted model of `likelihood`: trees of "figure threshold (if not above) (if above)"; log-odds at their leaves add up.

Written by `benchmarks/fit_extract.py`; 694 pages, 59347 runs. Never edit it by hand.
"""

START = 1.1025
TREES = """
rules 0.5 kin 0 page_n 2.89 -0.156 -0.366 style_n 2.833 -0.222 0.041 branch_links 0.1951 kin 0.9348 0.032 0.118 style_n 1.609 -0.166 0.025
rules 0.5 prose_share 0.3086 style 0 -0.285 -0.169 from_last 7.5 -0.117 -0.236 ends 0.5 links+1 0.8276 0.053 mass1 0 -0.285 -0.025 0.111
recall 0.9127 page_n 2.89 -0.046 prose_share 0.7719 -0.231 -0.113 style_n 0 since_heading 0.5 -0.181 -0.008 ends 0.5 window_links 0.1298
0.066 -0.077 0.108 style 0 page_n 2.89 cum 0.01952 -0.162 0.059 -0.191 rules 0.5 around 6.5 -0.231 -0.036 window_links 0.1728 0.104 deeper
2.25 0.022 -0.290 style 0 branch_links 0.01746 rules 0.5 -0.123 0.078 -0.187 branch_links 0.1581 prose 6.192 0.063 0.107 window 0.742
-0.176 after_last 0.5 0.043 -0.142 rules 0.5 from_last 2.5 page_mass 7.162 -0.016 -0.127 -0.164 links 0.3472 mass1 0.03784 window_links
0.1728 style_n 2.708 0.004 0.097 -0.153 0.102 -0.055 rules 0.5 -0.136 branch_links 0.1581 page_mass 10.59 style_n 1.792 branch -1 0.083
-0.027 0.106 -0.074 style_n 3.135 mass1 0.002048 -0.197 -0.032 0.073 kin 0 branch_links 0.01746 is_other 0.5 cum 0.938 0.063 -0.138 -0.107
-0.144 branch_links 0.1581 repeated 1.5 page_mass 10.59 0.093 -0.062 -0.067 -0.027 rules 0.5 window_links 0.03997 -0.060 -0.133
branch_links 0.1199 mass1 0.05153 0.046 0.096 window 0.742 -0.122 style_n 1.609 -0.068 branch_size 4.654 -0.058 0.090 rules 0.5
branch_links 0.07766 tight 1.444 is_li 0.5 -0.095 0.061 0.039 -0.132 branch_links 0.1043 mass1 0.03784 0.042 0.093 style_n 3.135 -0.040
0.074 style 0 branch_links 0.01746 is_other 0.5 0.016 -0.085 -0.123 links 0.3472 mass1 0.03784 style_n 2.708 style_n 2.639 -0.038 -0.453
0.069 0.089 -0.047 style 0 main-1 0.3494 -0.107 -0.027 ends 0.5 to_next 3.5 0.007 -0.140 page_mass 10.59 window_links 0.1925 0.088 -0.012
tight 0.9974 0.035 -0.299 kin 0 page_n 2.89 branch_size 4.419 -0.035 0.115 cum 0.9883 prose 5.193 -0.100 -0.003 -0.131 ends 0.5 -0.011
around 2.5 -0.077 0.082 rules 0.5 window_links 0.03997 -0.035 -0.103 mass1 0.03784 window_links 0.1728 style_n 2.773 -0.012 0.078 -0.110
after_last 0.5 prose2 9.66 0.086 -0.062 -0.072 default 0.9941 prose_share 0.7022 -0.090 0.021 ends 0.5 -0.020 deeper 2.25 cum 0.938
repeated 1.5 page_mass 10.59 0.085 -0.079 -0.132 -0.053 -0.127 rules 0.5 branch_links 0.07766 is_li 0.5 -0.052 0.085 -0.102 prose 6.306
branch_links 0.006006 0.052 main+1 0.7029 -0.120 0.001 style_n 5.037 0.081 -0.077 rules 0.5 tight 0.8945 style_n 1.099 -0.078 0.037 -0.089
style_n 1.792 mass1 0.2425 -0.043 0.042 branch_links 0.9529 page_mass 10.59 0.079 -0.059 -0.228 style 0 page_n 2.89 0.038 branch_links
0.01746 -0.028 -0.100 style_n 1.946 around 11.5 box2 0.9396 -0.237 0.029 0.019 cum 0.9148 0.074 -0.019 rules 0.5 around 9.5 -0.104
branch_links 0.1043 is_other 0.5 0.062 -0.054 -0.084 prose 6.306 page_share 0.7956 branch_links 0.006006 0.021 -0.087 0.045 0.070 style 0
branch_links 0.01746 -0.006 -0.085 words 3.045 0.002 ends 0.5 branch_size 6.518 0.039 -0.179 repeated 0.5 prose2 9.66 0.082 -0.079 -0.067
prose_share 0.3086 page_mass 6.114 0.055 kin_n 6.575 -0.089 around 9.5 -0.113 branch_links 0.1199 0.064 -0.063 style_n 1.946 prose2 6.958
0.025 -0.061 0.073 rules 0.5 prose_share 0.1897 -0.073 -0.005 branch_links 0.1382 page_mass 10.59 cum 0.938 prose 7.926 0.044 0.096 -0.078
cum 0.3532 0.068 -0.189 -0.030 cum 0.9148 prose 6.192 title_cover 0.75 page_mass 6.114 0.067 before_first 0.5 style_n 2.996 -0.029 0.073
-0.081 -0.131 repeated 1.5 0.069 -0.136 -0.077 after_last 0.5 kin_n 7.919 before_first 0.5 page_mass 7.43 0.054 -0.008 is_desc 0.5 -0.083
0.183 style_n 5.037 0.076 -0.095 page_mass 6.209 0.044 -0.091 from_last 3.5 ends 0.5 style_n 1.946 -0.051 0.020 cum 0.7529 repeated 1.5
0.072 -0.081 0.005 desc_like 0.5556 prose 6.557 -0.080 0.013 0.044 prose_share 0.3086 page_mass 6.114 0.049 style_n 2.996 -0.072
after_last -0.5 0.063 -0.068 style_n 1.946 kin_n 7.65 0.006 desc_like 0.02703 -0.289 0.048 0.064 branch_links 0.1043 kin_n 7.919 around
11.5 -0.088 title_cover 0.8889 0.030 -0.136 prose 10.16 0.075 tight 0.9974 0.001 -0.316 after_last 1.5 -0.029 -0.097 mass1 0.03784
from_last 3.5 style_n 2.773 page_n 2.89 0.058 -0.052 page_n 6.157 0.076 -0.095 body 0 -0.069 0.187 words 2.944 -0.006 0.061 cum 0.9148
ends 0.5 -0.022 repeated 0.5 style_n 5.037 prose 6.422 0.027 0.080 -0.108 hidden 0.5 -0.007 -0.243 page_mass 6.209 0.058 -0.073 cum 0.8706
style_n 1.946 page_n 1.609 0.084 branch_links 0.291 -0.012 -0.102 deeper 3.25 page_mass 10.33 0.070 -0.051 -0.088 window_links 0.09115
-0.010 -0.087 branch_links 0.1043 style_n 1.946 page_n 2.89 0.036 is_desc 0.5 -0.053 0.117 prose2 9.66 page_n 6.541 0.064 -0.125 -0.073
title_cover 0.1875 -0.062 0.008 from_last 3.5 ends 0.5 cum 0.9148 0.001 -0.076 cum 0.7529 0.056 -0.001 good 0.5 is_desc 0.5 -0.082 0.124
style_n 1.946 -0.030 0.084 around 6.5 box2 0.9396 branch 0.7531 -0.110 0.037 0.021 ends 0.5 page_share 0.5687 -0.064 -0.005 window_links
0.1728 prose2 9.66 0.052 -0.115 -0.025 branch_links 0.06542 around 3.5 -0.088 repeated 0.5 title_cover 0.8889 0.044 -0.128 hidden 0.5
-0.009 len+1 1.386 -0.564 -0.093 from_last 3.5 -0.006 -0.076 style_n 1.946 cum 0.8928 main+3 -0.5 0.059 is_desc 0.5 -0.036 0.093 -0.070
prose_share 0.4056 good 0.5 -0.059 branch 0.7531 0.108 -0.016 0.051 cum 0.8706 prose2 0 cum 0.0443 -0.074 0.003 title_cover 0.8889 around
1.5 -0.102 page_n 1.609 0.129 caption 0.5 0.040 -0.070 -0.113 -0.043 around 1.5 -0.090 ends 0.5 -0.021 page_mass 10.59 kin_n 7.919
page_mass 7.43 0.057 kin_n 7.328 -0.043 0.031 0.070 tight 0.9974 0.012 -0.214 style_n 1.946 page_mass 6.114 main+3 -0.5 0.095 0.000
is_desc 0.5 prose 6.192 -0.064 0.004 0.085 after_last 18.5 prose 10.16 0.039 -0.061 -0.061 after_last 1.5 repeated 0.5 before_first 0.5
0.026 is_desc 0.5 -0.051 0.119 -0.052 window_links 0.04571 prose 5.911 0.066 kin_n 6.575 -0.322 -0.014 -0.076 around 1.5 len+1 6.1 -0.072
-0.363 ends 0.5 -0.018 cum 0.7939 repeated 1.5 prose 6.422 0.019 style_n 5.037 0.081 -0.085 -0.090 -0.010 cum 0.8706 style_n 1.792 page_n
1.609 0.078 hidden 0.5 -0.011 page_share 0.9127 -0.076 -0.638 page_mass 10.33 deeper 3.25 0.053 -0.072 -0.048 -0.036 title_cover 0.8889
branch_links 0.04221 page_mass 10.59 box1 -1 -0.013 around 1.5 -0.080 0.049 window_links 0.001377 -0.309 -0.037 from_last 4.5 -0.005
-0.064 -0.110 caps 0.2857 page_n 1.609 0.108 prose_share 0.825 around 1.5 -0.094 body 0 quoted 0.5 hidden 0.5 0.003 -0.100 0.266 0.150
0.040 -0.026 around 9.5 prose 7.926 quoted 0.5 branch 0.9914 -0.091 prose_share 0 0.131 -0.184 0.457 0.081 ends 0.5 -0.014 page_mass 10.59
0.031 -0.088 links 0.7692 prose 7.926 page_share 0.7956 style_n 3.045 page_mass 7.749 0.016 tight 0.8858 0.013 -0.082 0.041 tight 0.9122
0.147 0.013 0.042 -0.047 author 0.5 tight 0.9186 0.033 mass1 0.03784 style_n 2.996 kin_n 8.1 page_n 2.89 0.029 -0.053 -0.223 0.014
after_last 0.5 0.024 -0.062 -0.125 around 1.5 box2 0.6717 -0.120 0.014 author 0.5 title_cover 0.8889 page_n 1.609 0.104 branch_links 0.291
repeated 0.5 0.023 -0.042 -0.037 -0.104 -0.118 title_cover 0.8889 branch_links 0.04221 around 3.5 -0.067 page_n 6.297 0.031 page_share
0.8521 -0.049 -0.359 after_last 12.5 title_cover 0.1875 -0.026 0.029 -0.095 -0.097 tight 0.9186 quoted 0.5 since_heading 9.5 page_share
0.5816 0.009 0.082 -0.036 0.271 to_next 1.5 0.007 page_mass 6.114 0.081 prose2 7.914 -0.062 0.042 style_n 1.946 page_mass 7.631 hidden 0.5
digits 0.04267 links 0.3472 0.052 -0.040 -0.096 -0.114 title_cover 0.1111 kin_n 7.65 -0.057 -0.219 -0.004 0.019 title_cover 0.75
title_cover 0.2 page_share 0.7956 around 1.5 -0.108 -0.017 len+2 2.197 0.074 page_share 0.9877 0.025 caps 0.08475 -0.223 -0.015 0.033
-0.071 cum 0.8149 style_n 1.792 digits 0.05385 hidden 0.5 page_mass 7.631 0.042 prose 7.82 -0.036 0.066 kin_n 6.43 -0.005 -0.180 -0.085
0.030 -0.025 caps 0.2857 tight 0.9186 len 4.949 default 0.7709 0.068 -0.059 0.092 page_n 1.609 0.100 prose_share 0.825 body 0 -0.029 0.132
0.025 -0.020 title_cover 0.8889 cum 0.8338 repeated 0.5 page_n 1.386 0.112 branch_links 0.5727 0.021 -0.048 -0.034 page_mass 6.209 0.073
style_n 2.833 -0.056 0.006 -0.082 tight 0.9186 words 3.466 0.008 0.081 main+1 0.1173 -0.033 page_mass 10.59 0.011 cum 0.3333 0.060
page_share 0.7233 0.085 around 11.5 0.107 -0.276 style_n 3.135 page_mass 7.631 0.015 prose2 7.078 tight 0.8858 deeper 2.25 0.070 -0.086
-0.064 is_pre 0.5 prose 6.422 -0.038 0.051 -0.245 0.025 author 0.5 title_cover 0.75 page_mass 6.114 0.054 title_cover 0.1 page_share
0.7956 -0.036 0.010 caps 0.4898 0.034 is_p 0.5 0.006 -0.136 -0.064 -0.106 is_desc 0.5 from_last 11.5 page_mass 6.114 0.057 style_n 1.792
-0.023 page_mass 10.33 0.025 in_section 0.5 0.023 good 0.5 0.063 -0.220 -0.037 0.079 around 9.5 box2 0.6717 branch 0.7531 page_n 3.829
-0.205 -0.062 0.125 0.016 branch_size 5.1 -0.015 page_mass 6.407 0.111 tight 0.9186 0.043 0.003 author 0.5 branch_links 0.04221 page_n
6.297 style_n 2.773 0.006 prose 10.16 0.067 cum 0.4722 0.064 page_n 5.849 -0.299 0.108 -0.065 -0.015 -0.097 is_desc 0.5 before_first 0.5
around 9.5 box2 0.9396 -0.055 page_share 0.9344 -0.053 0.116 page_mass 10.59 0.011 -0.054 page_share 0.9877 -0.059 0.052 0.072 repeated
0.5 cum 0.7163 len 4.7 -0.003 mass1 0.06951 0.009 0.061 default 0.5433 deeper -0.25 -0.080 0.047 -0.037 window 0.684 -0.088 -0.007 author
0.5 after_last 12.5 deeper 4.75 title_cover 0.75 style 0.7778 0.029 -0.003 -0.058 -0.061 branch_links 0.06542 good 0.5 -0.075 0.114 -0.095
-0.089 links 0.7692 tight 0.9186 quoted 0.5 0.022 0.222 -0.003 kin_n 7.836 prose2 6.877 box1 0.999 -0.061 0.028 0.135 page_mass 8.728
-0.264 -0.008 page_share 0.7956 good 0.5 default 0.5433 page_n 3.638 0.085 to_next 16.5 0.002 -0.086 -0.069 words 3.871 0.000 page_share
0.7827 0.083 -0.195 0.016 prose2 0 before_first -0.5 -0.004 -0.068 page_mass 6.114 0.082 tight 0.9186 since_heading 6.5 0.061 -0.020 cum
0.8149 page_share 0.4303 0.071 -0.002 -0.037 page_share 0.7956 deeper 4.75 branch_size 4.905 since_heading 1.5 0.023 -0.067 page_share
0.7827 0.010 page_mass 9.383 0.094 -0.537 box1 0.8663 -0.044 -0.236 0.015 title_cover 0.8889 page_mass 7.631 digits 0.04267 0.037 -0.063
tight 0.9186 page_share 0.5419 -0.019 0.056 prose2 7.078 -0.038 0.010 words 2.708 -0.134 0.009 style_n 3.135 is_desc 0.5 page_n 1.386
0.071 is_h 0.5 mass1 0.9671 -0.013 -0.095 0.034 0.062 in_section 0.5 0.045 style_n 3.761 0.043 -0.067 repeated 0.5 title_cover 0.8889 cum
0.6386 digits 0.225 0.022 -0.087 page_mass 6.114 0.068 good 0.5 -0.041 page_mass 10.59 0.015 -0.108 -0.084 -0.032 author 0.5 links+1
0.8276 caption 0.5 style_n 1.792 -0.003 0.023 len 4.317 page_n 4.615 0.142 -0.061 -0.102 prose2 9.66 -0.025 0.321 -0.082 style_n 0 -0.022
is_pre 0.5 style 0.7778 0.029 len 4.836 len 3.951 0.017 page_n 2.398 -0.170 -0.048 page_mass 7.631 0.081 0.004 -0.147 page_share 0.7956
title_cover 0.1 default 0.7709 0.002 good 0.5 mass1 0.2425 -0.145 box2 0.6178 -0.159 0.061 -0.019 0.009 tight 0.9122 0.113 0.006 deeper
4.75 sub 0.5 style -1 -0.028 box1 -1 -0.026 style 0.6429 0.049 0.003 0.050 kin_n 8.561 mass1 0.01426 -0.060 -0.350 0.068 page_n 1.386
0.070 repeated 0.5 style_n 3.135 -0.005 0.025 cum 0.2905 page_share 0.976 -0.042 -0.318 window 0.684 -0.082 page_mass 7.913 0.095 -0.015
date 0.5 after_last 12.5 0.007 branch_links 0.06542 kin 0 -0.067 0.107 -0.100 prose 10.16 style_n 3.466 digits 0.04267 0.004 -0.078 0.088
-0.165 links 0.7692 title_cover 0.75 0.007 prose2 5.349 -0.119 page_share 0.8156 -0.068 0.084 caps 0.04545 0.067 mass1 0.6055 prose2 9.408
-0.035 0.266 -0.114 around 6.5 branch 0.7531 box2 0.6717 page_n 3.829 -0.180 -0.061 0.027 0.044 prose 10.16 0.006 page_n 5.849 -0.128
tight 0.9925 0.098 -0.183 is_desc 0.5 before_first 5.5 page_share 0.7956 good 0.5 -0.035 page_share 0.7345 0.025 page_n 5.549 -0.002
-0.157 0.013 -0.069 is_p 0.5 -0.014 0.103 repeated 0.5 title_cover 0.8889 branch_links 0.03465 page_mass 10.59 0.021 -0.073 mass1 0.9709
-0.001 prose2 7.974 -0.155 -0.001 -0.077 window 0.684 -0.076 -0.006 author 0.5 page_n 1.386 0.066 style_n 1.946 -0.011 deeper 3.25
desc_like 0.01852 0.045 branch_size 4.654 since_heading 1.5 0.061 -0.134 0.012 -0.044 -0.073 caption 0.5 body 0 window 0.06977 -0.045
0.004 caps 0.8125 branch 0.5003 0.120 style 0.9545 -0.330 0.051 -0.156 page_n 4.615 0.078 -0.089 sub 0.5 prose2 0 before_first -0.5
page_share 0.5816 -0.053 0.013 -0.069 page_mass 6.114 0.074 tight 0.9186 page_n 4.71 0.094 0.006 -0.007 0.037 is_desc 0.5 before_first 5.5
author 0.5 style -1 -0.021 0.006 -0.069 page_n 3.829 0.126 -0.086 branch_links 0.03465 0.099 default 0.1562 0.069 -0.100 repeated 3.5 cum
0.6786 prose2 0 len+2 1.792 0.064 -0.025 0.019 page_mass 6.114 0.066 -0.018 cum 0.2132 prose 7.512 -0.032 -0.319 -0.019 under 0.5 default
0.5433 is_other 0.5 0.037 -0.016 tight 0.7163 len+1 4.331 -0.095 prose2 7.678 -0.233 branch_size 5.553 -0.189 -1.433 -0.000 -0.059
after_last 12.5 page_share 0.2347 style -1 branch_links 0 0.067 -0.125 digits 0.03448 0.094 -0.086 -0.000 window_links 0.07334 kin 0
-0.056 0.105 -0.083 title_cover 0.8889 page_n 1.386 0.092 title_cover 0.2222 len+1 0.6931 0.060 style_n 3.135 default 0.3989 0.006 -0.039
0.018 0.019 words 2.708 -0.127 0.013 around 9.5 quoted 0.5 box2 0.6717 tight 0.6136 0.071 -0.079 page_share 0.9344 desc_like 0.06061
-0.087 prose_share 0.4688 -0.125 0.120 0.105 0.291 0.003 date 0.5 len+1 5.361 hidden 0.5 0.003 -0.039 0.025 prose2 9.66 style_n 3.584 len
4.407 -0.086 -0.010 0.088 cum 0.4506 0.037 -0.237 tight 0.9186 page_share 0.77 page_mass 8.284 prose_share 0.9347 in_table 0.5 -0.026
0.084 -0.112 page_mass 9.795 0.042 -0.119 0.086 body 0 -0.008 0.080 links+1 0.8276 title_cover 0.8889 is_h 0.5 0.002 0.046 page_mass 7.859
-0.102 0.053 prose2 9.66 caps 0.09091 0.033 caps 0.1087 -0.125 -0.027 0.227 links 0.7692 page_mass 10.33 kin_n 8.678 window 0 -0.045 0.004
style_n 1.792 -0.143 0.057 branch_links 0.02322 in_table 0.5 -0.051 -0.381 0.031 -0.025 page_n 1.386 0.059 page_n 1.946 len+2 3.807 0.008
-0.113 page_mass 7.631 digits 0.04267 style -1 -0.014 0.063 kin_n 5.881 -0.091 0.045 -0.006 deeper 4.75 sub 0.5 repeated 12.5 is_li 0.5
-0.004 0.031 -0.147 0.042 kin_n 8.561 page_share 0.7827 box2 0.9625 -0.071 -0.214 0.040 0.060 caption 0.5 default 0.5433 deeper -0.25
-0.038 from_last 11.5 0.057 -0.013 tight 0.7163 -0.139 -0.000 words 2.398 page_n 4.615 0.133 -0.043 -0.091 links 0.7692 0.003 branch_size
3.258 0.067 kin_n 7.836 style_n 1.609 -0.079 prose2 9.185 branch_size 5.631 0.068 -0.044 0.232 in_ul 0.5 -0.166 0.048 cum 0.6786 is_pre
0.5 repeated 0.5 branch_size 4.754 len 3.829 0.028 is_p 0.5 -0.005 len-1 4.29 -0.045 -0.187 0.026 -0.027 -0.118 -0.012 caption 0.5 words
3.045 title_cover 0.8889 -0.003 -0.121 body 0 tight 0.9186 0.053 -0.003 0.102 words 2.398 page_n 4.615 0.120 -0.040 -0.087 cum 0.938
deeper 2.25 sub 0.5 0.005 0.052 page_n 4.111 0.096 prose 6.192 branch_links 0.006006 branch_size 5.823 -0.088 0.071 -0.072 -0.263 -0.021
before_first 28.5 cum 0.6786 tight 1.785 mass1 0.09038 -0.002 words 2.89 0.001 0.051 hidden 0.5 0.050 -0.183 page_mass 6.114 0.057 -0.015
-0.102 under 0.5 prose 10.16 style_n 3.045 branch 0 0.006 -0.021 to_next 29.5 page_n 6.541 0.043 -0.053 -0.043 -0.046 window 0.8973 -0.095
0.037 around 9.5 prose 7.926 branch 0.7531 box2 0.6717 page_n 3.829 -0.162 -0.049 0.019 style_n 1.609 0.087 -0.059 0.061 prose 10.16 0.005
-0.051 caption 0.5 good 0.5 page_share 0.7956 -0.028 after_last 0.5 0.032 -0.077 page_share 0.7345 0.033 -0.015 page_share 0.6512 -0.093
page_n 4.615 0.097 -0.052 is_h 0.5 title_cover 0.3 main+1 -0.5 0.077 -0.011 words 2.833 -0.031 0.041 links+1 0.2973 main+3 0.2911 tight
0.9404 0.076 -0.055 0.069 -0.053 page_share 0.2347 style 0 branch_links 0.03465 since_heading 6.5 0.095 -0.110 in_section 0.5 -0.119 0.053
0.080 tight 0.9186 page_share 0.5816 -0.016 0.044 -0.007 title_cover 0.75 title_cover 0.3 len+1 0.6931 0.059 is_h 0.5 kin 0.9348 0.005
tight 0.7163 -0.180 -0.018 0.033 0.026 len+1 5.472 -0.065 0.090 date 0.5 quote 0.5 -0.000 box1 -1 -0.043 0.059 branch_size 4.419 -0.110
tight 1.022 links 0.02621 page_n 4.804 0.036 -0.082 0.029 0.051 links+1 0.8276 is_h 0.5 branch_size 4.977 len+2 3.97 0.004 -0.049 main+3
-0.5 0.065 title_cover 0.2222 -0.006 0.030 0.037 caps 0.09091 0.031 -0.030 page_n 1.386 0.053 to_next 28.5 page_n 1.946 -0.037 page_mass
7.631 0.035 style_n 3.045 prose 7.82 -0.023 0.034 0.020 body 0 -0.027 0.121
"""
